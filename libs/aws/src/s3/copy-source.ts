/** As `x-amz-copy-source` wants it: percent-encoded, but for the slashes. */
export const copySource = (bucket: string, key: string): string =>
  `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
