import { settleType } from '#checks';
import { essenceOf, type Policy, type SessionBounds } from '#core';
import type { Refusal } from '../../validation/refusal.js';
import type { PresignRequest } from './presign.request.js';

type Fields = Partial<PresignRequest>;

export interface PolicyReading {
  readonly refusals: readonly Refusal[];
  /** The media type of the policy that is meant; absent only beside refusals. */
  readonly contentType?: string;
}

/** What the policy makes of fields that are fine by themselves, within what a session allows of it. */
export function readByPolicy(fields: Fields, policy: Policy, session: SessionBounds): PolicyReading {
  const type = readType(fields, policy);
  const tooLarge = sizeRefusals(fields, Math.min(policy.maxBytes, session.maxBytes ?? Infinity));
  return 'refusal' in type
    ? { refusals: [type.refusal, ...tooLarge] }
    : { refusals: tooLarge, contentType: type.contentType };
}

function readType(
  { contentType: declared = '', filename = '' }: Fields,
  { contentTypes }: Policy,
): { contentType: string } | { refusal: Refusal } {
  const settled = settleType(essenceOf(declared) ?? '', filename, contentTypes);
  if ('contentType' in settled) return settled;
  const among = settled.among.join(', ');
  const refusal: Refusal =
    settled.unsettled === 'not-allowed'
      ? {
          field: 'contentType',
          code: 'media-type-not-allowed',
          message: `contentType must be one of ${among}`,
        }
      : {
          field: 'contentType',
          code: 'media-type-ambiguous',
          message: `contentType must be given, for the name leaves open which it is: ${among}`,
        };
  return { refusal };
}

function sizeRefusals({ size }: Fields, maxBytes: number): Refusal[] {
  return size !== undefined && size > maxBytes
    ? [{ field: 'size', code: 'size-exceeded', message: `size must not exceed ${maxBytes} bytes` }]
    : [];
}
