import { Injectable } from '@nestjs/common';
import { Clock, cleanKey, UploadSigner, VerdictStore, type UploadRef } from '#core';
import { HttpProblem } from '../problems/http-problem.js';
import type { PresignedDownload } from './presigned-download.js';

/** Hands out a URL for the clean object, and only for that. */
@Injectable()
export class Download {
  constructor(
    private readonly verdicts: VerdictStore,
    private readonly signer: UploadSigner,
    private readonly clock: Clock,
  ) {}

  async run(ref: UploadRef): Promise<PresignedDownload> {
    const { verdict } = (await this.verdicts.find(ref)) ?? {};
    if (verdict?.status !== 'validated')
      throw new HttpProblem('not-validated', 'Only a validated upload can be downloaded.');
    // The key is derived, not read: what is signed lies in the tenant's own part of `clean/`, whatever the verdict says.
    const { url, expiresAt } = await this.signer.signDownload(
      cleanKey(ref),
      verdict.filename,
      this.clock.now(),
    );
    return { url, expiresAt: expiresAt.toISOString() };
  }
}
