import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { decisive } from '../exceptions/refusal.js';

/** Resolves when a handler has finished: its promise, and the stream that came of it, to its end. */
export async function completionOf(handler: MessageHandler, data: unknown, context: unknown): Promise<void> {
  const result: unknown = await handler(data, context);
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}

/**
 * Two handlers of one pattern as one that fails if either fails, and finishes when both have. Nest's own chain is a
 * `forkJoin`: one empty stream completes it, one failure rejects it, while the other handler still runs.
 */
export function together(first: MessageHandler, second: MessageHandler): MessageHandler {
  const both = async (data: unknown, context: unknown): Promise<void> => {
    const results = await Promise.allSettled(
      [first, second].map((handler) => completionOf(handler, data, context)),
    );
    const errors = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    if (errors.length > 0) throw decisive(errors);
  };
  return Object.assign(both, { isEventHandler: true, extras: first.extras });
}
