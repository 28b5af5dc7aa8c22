import { decodeUri } from './uri.js';

/** Decoded names and values, in the order they were sent. */
export type Query = readonly (readonly [name: string, value: string])[];

export interface RequestTarget {
  /** Decoded once and never normalised: `..` and `//` in a key are a key's own business. */
  readonly path: string;
  readonly query: Query;
}

/** Undefined when the target is not percent-encoded UTF-8. `new URL()` would resolve dot segments, and a key may hold them. */
export function parseRequestTarget(target: string): RequestTarget | undefined {
  const [rawPath = '/', ...rest] = target.split('?');
  const path = decodeUri(rawPath);
  const pairs = rest
    .join('?')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decodeForm(name), decodeForm(value.join('='))] as const;
    });
  const query = pairs.filter(isDecoded);
  return path === undefined || query.length < pairs.length ? undefined : { path, query };
}

const decodeForm = (text: string) => decodeUri(text.replaceAll('+', ' '));

function isDecoded(
  pair: readonly [string | undefined, string | undefined],
): pair is readonly [string, string] {
  return pair[0] !== undefined && pair[1] !== undefined;
}
