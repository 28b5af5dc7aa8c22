import type { IncomingMessage } from 'node:http';

/** Names in lower case; a repeated header's values are joined as SigV4 wants them. */
export type Headers = Readonly<Record<string, string>>;

export function headersOf(request: IncomingMessage): Headers {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')]),
  );
}
