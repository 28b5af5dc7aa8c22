import { RpcException } from '@nestjs/microservices';

/**
 * This message can never succeed: it goes straight to the dead-letter queue and is not retried. Thrown by a
 * deserializer or a handler. The reason is logged and kept with the message: say what is wrong, do not quote it.
 */
export class MessageRefused extends RpcException {
  override readonly name = 'MessageRefused';

  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason);
    this.cause = options?.cause;
  }

  /** Nest throws what this returns: the refusal itself reaches the transport even where no filter keeps errors. */
  override getError(): this {
    return this;
  }
}
