import { beforeEach, describe, expect, it } from '@jest/globals';
import { cleanKey, encodeDeclaration, incomingKey, type UploadRef, type UploadSigner } from '#core';
import { aDeclaration, anUpload } from '#testing';

/** What every {@link UploadSigner} promises. `make` arranges one whose URLs live for 300 s. */
export function describeUploadSigner(name: string, make: () => UploadSigner): void {
  describe(`${name} as an upload signer`, () => {
    const now = new Date('2030-01-01T00:00:00.750Z');
    let signer: UploadSigner;
    let upload: UploadRef;
    beforeEach(() => {
      signer = make();
      upload = anUpload();
    });

    it('lets a URL expire on a whole second, at most its time to live away', async () => {
      expect(await signer.expiry(now)).toEqual(new Date('2030-01-01T00:05:00.000Z'));
    });

    it('signs a URL for the key in incoming/', async () => {
      const { url } = await signer.signUpload(upload, aDeclaration(), now, await signer.expiry(now));
      expect(new URL(url).pathname).toContain(incomingKey(upload));
    });

    it('names every header the client must send', async () => {
      const declaration = aDeclaration({ filename: 'Änderung.pdf', metadata: { 'order-id': '5 & 6' } });
      const { headers } = await signer.signUpload(upload, declaration, now, await signer.expiry(now));
      const { policy, filename, metadata } = encodeDeclaration(declaration);
      expect(headers).toEqual({
        'content-type': 'application/pdf',
        'content-length': '11',
        'if-none-match': '*',
        'x-amz-meta-policy': policy,
        'x-amz-meta-filename': filename,
        'x-amz-meta-declared-type': 'application/pdf',
        'x-amz-meta-declared-size': '11',
        'x-amz-meta-metadata': metadata,
      });
    });

    it('names the checksum when one is declared', async () => {
      const checksumSha256 = 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=';
      const declaration = aDeclaration({ checksumSha256 });
      const { headers } = await signer.signUpload(upload, declaration, now, await signer.expiry(now));
      expect(headers['x-amz-checksum-sha256']).toBe(checksumSha256);
    });

    it('signs a download that is saved under its name', async () => {
      const { url, expiresAt } = await signer.signDownload(cleanKey(upload), 'invoice.pdf', now);
      expect(new URL(url).pathname).toContain(cleanKey(upload));
      expect(new URL(url).searchParams.get('response-content-disposition')).toBe(
        'attachment; filename="invoice.pdf"',
      );
      expect(expiresAt).toEqual(new Date('2030-01-01T00:05:00.000Z'));
    });
  });
}
