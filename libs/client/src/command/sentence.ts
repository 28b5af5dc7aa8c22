import type { UploadState } from '../api.js';

const number = new Intl.NumberFormat('en');

/** Where an upload stands, for people. */
export function sentence(upload: UploadState): string {
  switch (upload.status) {
    case 'validated':
      return [
        `validated, ${upload.contentType}, ${number.format(upload.size)} bytes`,
        ...(upload.warnings ?? []).map(({ code, detail }) => `  warning ${code}: ${detail}`),
      ].join('\n');
    case 'rejected':
      return `rejected, ${upload.rejection.code}: ${upload.rejection.detail}`;
    case 'pending':
      return 'pending: the bytes have not come';
    case 'scanning':
      return 'scanning: the bytes are there, the verdict is not';
    case 'expired':
      return 'expired: the bytes never came';
    case 'erased':
      return `erased at ${upload.erasedAt}`;
  }
}
