import { Injectable } from '@nestjs/common';
import { UploadIds, UploadSigner, type Declaration } from '#core';
import { Clock } from '../../clock.js';
import type { PresignedUpload } from './presigned-upload.js';

/** Hands out permission to upload. Keeps nothing and asks nobody, so it works while S3 does not. */
@Injectable()
export class Presign {
  constructor(
    private readonly ids: UploadIds,
    private readonly signer: UploadSigner,
    private readonly clock: Clock,
  ) {}

  async run(tenant: string, declaration: Declaration): Promise<PresignedUpload> {
    const now = this.clock.now();
    const expiresAt = await this.signer.expiry(now);
    const id = this.ids.issue(tenant, expiresAt);
    const { url, headers } = await this.signer.signUpload({ tenant, id }, declaration, now, expiresAt);
    return { id, method: 'PUT', uploadUrl: url, headers, expiresAt: expiresAt.toISOString() };
  }
}
