import { AirlockError } from './airlock-error.js';
import type { PresignedUpload } from './api.js';
import { retryAfterSeconds } from './gateway.js';
import { retry, type RetryOptions } from './retry.js';
import { send, type SendOptions } from './send.js';

export interface PutOptions extends Pick<SendOptions, 'bytes' | 'onSent' | 'stallMilliseconds' | 'signal'> {
  readonly retry: RetryOptions;
}

/** Writes the object. `expired`: the URL came too late, another one is needed. */
export function put(
  { uploadUrl: url, headers, expiresAt }: PresignedUpload,
  { retry: options, ...rest }: PutOptions,
): Promise<'stored' | 'expired'> {
  return retry(
    async () => {
      const { status, text, retryAfter } = await send({ url, headers, ...rest });
      // 412: something is at this key already. Nobody else has a URL for it, so an earlier attempt had arrived.
      if ((status >= 200 && status < 300) || status === 412) return 'stored';
      // The clock here may be wrong, and S3's words may change: either will do.
      if (status === 403 && (/expired/i.test(text) || Date.now() > Date.parse(expiresAt))) return 'expired';
      const [, code] = /<Code>(\w+)<\/Code>/.exec(text) ?? [];
      // S3 says so of a connection that stood still, with a status that would be final.
      const isTimeout = code === 'RequestTimeout';
      throw new AirlockError('storage-refused', `the storage answered ${status} ${code ?? ''}`.trimEnd(), {
        status: isTimeout ? 408 : status,
        retryAfterSeconds: retryAfterSeconds(retryAfter),
      });
    },
    options,
    rest.signal,
  );
}
