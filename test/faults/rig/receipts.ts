/** More than are ever held at once; what is older was settled or has expired. */
const MAX_REMEMBERED = 10_000;

/** What the receipts of received messages stand for: a request that settles one says nothing else of its message. */
export class Receipts {
  private readonly bodies = new Map<string, string>();

  /** @param answer to a ReceiveMessage, in SQS's JSON protocol */
  learn(answer: Buffer): void {
    for (const { ReceiptHandle, Body } of messagesIn(answer)) this.bodies.set(ReceiptHandle, Body);
    for (const oldest of this.bodies.keys()) {
      if (this.bodies.size <= MAX_REMEMBERED) return;
      this.bodies.delete(oldest);
    }
  }

  /** The message that a DeleteMessage or ChangeMessageVisibility is about. */
  messageOf(request: string): string | undefined {
    const { ReceiptHandle } = JSON.parse(request) as { ReceiptHandle?: string };
    return ReceiptHandle === undefined ? undefined : this.bodies.get(ReceiptHandle);
  }
}

function messagesIn(answer: Buffer): readonly { ReceiptHandle: string; Body: string }[] {
  const { Messages = [] } = JSON.parse(answer.toString() || '{}') as {
    Messages?: { ReceiptHandle: string; Body: string }[];
  };
  return Messages;
}
