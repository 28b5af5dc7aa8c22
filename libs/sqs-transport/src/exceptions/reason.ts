import { HttpException } from '@nestjs/common';
import { MessageRefused } from './message-refused.js';

/** Long enough for a sentence or two, short enough for a log line and a message attribute. */
export const MAX_REASON_CHARACTERS = 512;
const MAX_FRAMES_CHARACTERS = 4096;
/** V8: `name: message`, then the frames; `name` alone if the message is empty. */
const NAME_IN_STACK = /^[^\n:]*: /;

/**
 * What went wrong, as one bounded line: control, format and unassigned characters are escaped as in JSON, because the
 * text may quote a hostile message (forged log lines, terminal escapes, right-to-left overrides) and because SQS
 * refuses attributes that are not XML 1.0 characters.
 */
export function reasonOf(error: unknown): string {
  const raw = textOf(error).slice(0, MAX_REASON_CHARACTERS);
  const escaped = raw.replace(/[\\\p{C}\p{Zl}\p{Zp}]/gu, (characters) =>
    characters === '\\' ? '\\\\' : characters.split('').map(escapeUnit).join(''),
  );
  const isCut = escaped.length > MAX_REASON_CHARACTERS;
  // The cut may have parted a surrogate pair.
  const text = isCut ? `${escaped.slice(0, MAX_REASON_CHARACTERS - 1).replace(/\p{Cs}/u, '')}…` : escaped;
  return text.trim() === '' ? 'no reason given' : text;
}

/** The stack without the message at its head: frames are ours, the message may be a stranger's. */
export function framesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { stack, message }: { stack?: unknown; message: unknown } = error;
  if (typeof stack !== 'string' || typeof message !== 'string') return undefined;
  const [name = ''] = NAME_IN_STACK.exec(stack) ?? [];
  // Changed after the stack was taken: where the old message ends is anybody's guess.
  if (!stack.startsWith(message, name.length)) return undefined;
  const start = name.length + message.length;
  return stack.slice(start, start + MAX_FRAMES_CHARACTERS).replace(/^\s*\n/, '');
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** In its own words; unbounded and unescaped, so only for {@link reasonOf} to end up in. */
export function textOf(error: unknown): string {
  try {
    if (error instanceof HttpException)
      return `${error.name}: ${listedIn(error.getResponse()) ?? error.message}`;
    const isNamed = error instanceof Error && !(error instanceof MessageRefused) && error.name !== 'Error';
    if (isNamed) return `${error.name}: ${error.message}`;
    // A message may be anything: nobody keeps who throws from assigning to it.
    if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
    return String(error);
  } catch {
    return 'an error that cannot be described'; // a getter or toString of somebody else's threw
  }
}

/** ValidationPipe lists what is wrong in the response, not in the message. */
function listedIn(response: string | object): string | undefined {
  return typeof response === 'object' && 'message' in response && Array.isArray(response.message)
    ? response.message.join('; ')
    : undefined;
}
