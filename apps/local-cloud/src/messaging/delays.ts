/** SQS API, SendMessage: DelaySeconds. */
const MAX_DELAY_SECONDS = 900;

interface Delayed {
  readonly DelaySeconds?: unknown;
}

/** Why SQS would refuse a SendMessage or SendMessageBatch; fauxqs takes any delay. */
export function delayFault(input: Delayed & { readonly Entries?: readonly Delayed[] }): string | undefined {
  const delays = [input, ...(input.Entries ?? [])].map(({ DelaySeconds = 0 }) => DelaySeconds);
  const wrong = delays.find(
    (delay) => !(typeof delay === 'number' && delay >= 0 && delay <= MAX_DELAY_SECONDS),
  );
  if (wrong === undefined) return undefined;
  return `Value ${JSON.stringify(wrong)} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${MAX_DELAY_SECONDS}.`;
}
