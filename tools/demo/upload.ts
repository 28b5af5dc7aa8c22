import type { Declared } from '../declared-as.js';
import type { Client } from './client.js';
import { ProgressBar } from './progress-bar.js';
import { put } from './put.js';
import { replayLate } from './replay.js';
import type { Outcome, Sample } from './sample.js';

export interface Result extends Outcome {
  readonly sample: Sample;
  readonly contentType: string;
  readonly detectedType?: string;
  /** Why it was rejected, in a sentence. */
  readonly detail?: string;
  /** From asking for the URL to knowing the verdict. */
  readonly milliseconds: number;
}

/** Uploads a sample as a client would, with a progress bar, and waits for what becomes of it. */
export async function upload(
  client: Client,
  sample: Sample,
  declared: Declared,
  out: NodeJS.WriteStream,
): Promise<Result> {
  const started = performance.now();
  const bar = new ProgressBar(out, sample.filename, sample.size);
  let sent = 0;
  const outcome = await attempt(client, sample, declared, (bytes) => bar.update((sent = bytes)));
  bar.done(sent, outcome.verdict);
  return {
    ...outcome,
    sample,
    contentType: declared.contentType,
    milliseconds: Math.round(performance.now() - started),
  };
}

async function attempt(
  client: Client,
  sample: Sample,
  declared: Declared,
  onProgress: (bytes: number) => void,
): Promise<Pick<Result, 'verdict' | 'reason' | 'detail' | 'detectedType'>> {
  const { filename, declaredSize } = sample;
  const presigned = await client.presign({ filename, size: declaredSize, ...declared });
  if (typeof presigned === 'string') return { verdict: 'refused', reason: presigned };
  const { id, uploadUrl } = presigned;
  const headers = { ...presigned.headers, 'content-length': String(sample.size) };
  const { status, code } = await put(uploadUrl, headers, sample.open(), onProgress);
  if (status !== 200) return { verdict: 'refused', reason: code ?? `${status}` };
  const replay = sample.isReplayed && (await put(uploadUrl, headers, sample.open()));
  const { rejection, contentType, detectedContentType } = await client.verdict(id);
  if (rejection !== undefined)
    return {
      verdict: 'rejected',
      reason: rejection.code,
      detail: rejection.detail,
      detectedType: detectedContentType,
    };
  if (!replay) return { verdict: 'validated', detectedType: contentType };
  // 412 while the object is there; a scanner that was faster has deleted it, and then the URL works again.
  const isAsExpected = replay.status === 412 || replay.status === 200;
  const reason = isAsExpected
    ? await replayLate(client, presigned, sample)
    : `replay answered ${replay.status}`;
  return { verdict: 'validated', reason, detectedType: contentType };
}
