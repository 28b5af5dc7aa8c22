import { Ajv } from 'ajv';
import { AirlockError } from '../errors.js';
import type { Verdict } from './verdict.js';
import schema from './verdict.schema.json' with { type: 'json' };

/** A verdict is a few KiB at most (S3 allows 2,048 bytes of metadata); more is not one of ours and is not read. */
export const MAX_VERDICT_BYTES = 64 * 1024;

const validate = new Ajv({
  discriminator: true,
  strictTypes: false,
  removeAdditional: true,
}).compile<Verdict>(schema);

/** @throws what {@link decodeVerdict} throws, for what it would not read back: nobody could ever undo such a verdict */
export function encodeVerdict(verdict: Verdict): string {
  const json = JSON.stringify(verdict);
  decodeVerdict(json);
  return json;
}

/**
 * Trusts nothing of what it reads: a verdict decides who may download what. Fields it does not know are dropped, so
 * that schema 1 can grow while old and new processes run side by side; anything else it does not know is an error.
 * @throws AirlockError `undecidable`: somebody else must have written it, and guessing would be a decision
 */
export function decodeVerdict(json: string): Verdict {
  const document = parse(json);
  if (isObject(document) && typeof document.schema === 'number' && document.schema !== 1)
    throw unreadable(`is of schema ${document.schema}, this version reads schema 1`);
  if (!validate(document)) {
    const [first] = validate.errors ?? [];
    throw unreadable(`is not a verdict: ${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`);
  }
  return document;
}

function parse(json: string): unknown {
  if (Buffer.byteLength(json) > MAX_VERDICT_BYTES) throw unreadable(`exceeds ${MAX_VERDICT_BYTES} bytes`);
  try {
    return JSON.parse(json);
  } catch (error) {
    throw unreadable('is not JSON', error);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const unreadable = (problem: string, cause?: unknown): AirlockError =>
  new AirlockError('undecidable', `the stored verdict ${problem}`, { cause });
