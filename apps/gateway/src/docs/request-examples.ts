/** Requests that a gateway with the shipped policies takes as they are: what `/docs` sends with "Try it out". */
export const SESSION_EXAMPLES = {
  bounded: {
    summary: 'PDFs and DOCX of up to 1 MiB, for one user, for ten minutes',
    value: { policy: 'documents', maxBytes: 1_048_576, metadata: { user: '42' }, expiresInSeconds: 600 },
  },
  unbounded: { summary: 'Whatever the policies allow, for an hour', value: {} },
};

export const PRESIGN_EXAMPLES = {
  plain: {
    summary: 'A document',
    value: { filename: 'offer.pdf', size: 73_512, contentType: 'application/pdf' },
  },
  withMetadata: {
    summary: 'With the backend’s own words about it',
    value: {
      filename: 'offer.pdf',
      size: 73_512,
      contentType: 'application/pdf',
      policy: 'documents',
      metadata: { invoice: '2026-117' },
    },
  },
  undeclared: {
    summary: 'Of a type that the browser did not know',
    value: { filename: 'offer.pdf', size: 73_512 },
  },
};
