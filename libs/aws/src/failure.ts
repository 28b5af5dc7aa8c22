import { AirlockError } from '#core';

/** The HTTP status of an SDK error; undefined when no answer came. */
export function statusOf(error: unknown): number | undefined {
  const { $metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

/** No such key. 403 is not absence (S3 says it to whoever may not list), and neither is a bucket that is not there. */
export function isAbsent(error: unknown): boolean {
  return statusOf(error) === 404 && nameOf(error) !== 'NoSuchBucket';
}

/** The multipart upload was completed or aborted, or never was. */
export function isNoSuchUpload(error: unknown): boolean {
  return statusOf(error) === 404 && nameOf(error) === 'NoSuchUpload';
}

/** What to throw for an error that is not an expected outcome: the signal's reason if it was our own doing. */
export function failure(doing: string, error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (error instanceof AirlockError) return error;
  const status = statusOf(error);
  const { message } = (error ?? {}) as { message?: string };
  return new AirlockError(
    'dependency-unavailable',
    `${doing}: ${nameOf(error)}${status === undefined ? '' : ` (HTTP ${status})`}: ${message ?? ''}`,
    { cause: error },
  );
}

function nameOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: string; code?: string };
  return code ?? name ?? String(error);
}
