import { Injectable } from '@nestjs/common';
import { Clock, UploadIds, UploadSigner, type Declaration } from '#core';
import type { Caller } from '../../auth/tenant-resolver.js';
import type { PresignedUpload } from './presigned-upload.js';

/** Hands out permission to upload. Keeps nothing and asks nobody, so it works while S3 does not. */
@Injectable()
export class Presign {
  constructor(
    private readonly ids: UploadIds,
    private readonly signer: UploadSigner,
    private readonly clock: Clock,
  ) {}

  async run({ tenant, session }: Caller, declaration: Declaration): Promise<PresignedUpload> {
    const { upload, url, headers, expiresAt } = await this.signer.signUpload(
      (expiresAt) => ({ tenant, id: this.ids.issue(tenant, expiresAt, session?.id) }),
      declaration,
      this.clock.now(),
      session?.expiresAt,
    );
    const { contentType, filename } = declaration;
    return {
      id: upload.id,
      method: 'PUT',
      uploadUrl: url,
      headers,
      expiresAt: expiresAt.toISOString(),
      contentType,
      filename,
    };
  }
}
