import { beforeEach, describe, expect, it, jest } from '@jest/globals';
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
      const issue = jest.fn<(expiresAt: Date) => UploadRef>(() => upload);
      const { expiresAt } = await signer.signUpload(issue, aDeclaration(), now);
      expect(expiresAt).toEqual(new Date('2030-01-01T00:05:00.000Z'));
      expect(issue).toHaveBeenCalledWith(expiresAt);
    });

    it('lets a URL expire sooner where that is asked, and not later', async () => {
      const until = async (notAfter: string): Promise<Date> =>
        (await signer.signUpload(() => upload, aDeclaration(), now, new Date(notAfter))).expiresAt;
      expect(await until('2030-01-01T00:00:30.000Z')).toEqual(new Date('2030-01-01T00:00:30.000Z'));
      expect(await until('2030-01-02T00:00:00.000Z')).toEqual(new Date('2030-01-01T00:05:00.000Z'));
    });

    it('signs a URL for the key in incoming/', async () => {
      const { url } = await signer.signUpload(() => upload, aDeclaration(), now);
      expect(new URL(url).pathname).toContain(incomingKey(upload));
    });

    it('names every header the client must send', async () => {
      const declaration = aDeclaration({ filename: 'Änderung.pdf', metadata: { 'order-id': '5 & 6' } });
      const { headers } = await signer.signUpload(() => upload, declaration, now);
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
      const { headers } = await signer.signUpload(() => upload, declaration, now);
      expect(headers['x-amz-checksum-sha256']).toBe(checksumSha256);
    });

    it('signs a part of exactly its bytes, for an upload in progress and no longer than that may last', async () => {
      const part = { upload, uploadId: 'a/b+c', number: 7, bytes: 42 };
      const { url, headers, expiresAt } = await signer.signPart(part, now, new Date('2030-01-01T00:00:30Z'));
      expect(new URL(url).pathname).toContain(incomingKey(upload));
      expect(new URL(url).searchParams.get('partNumber')).toBe('7');
      expect(new URL(url).searchParams.get('uploadId')).toBe('a/b+c');
      expect(headers).toEqual({ 'content-length': '42' });
      expect(expiresAt).toEqual(new Date('2030-01-01T00:00:30.000Z'));
      const { expiresAt: sooner } = await signer.signPart(part, now, new Date('2030-01-02T00:00:00Z'));
      expect(sooner).toEqual(new Date('2030-01-01T00:05:00.000Z'));
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
