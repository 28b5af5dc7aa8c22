import { TextDecoder } from 'node:util';
import { WHOLE_OBJECT, type MediaType } from '../media-type.js';
import { hasBinary } from './characters.js';
import { disguise } from './disguise.js';
import { encodingOf } from './text-decoder.js';
import { textContent, type TextReader } from './text-content.js';

interface TextType {
  readonly mediaType: string;
  readonly aliases?: readonly string[];
  readonly extensions: readonly string[];
  /** Names the check that reads all of it. */
  readonly check: string;
  readonly readerOf: () => TextReader;
}

/** What all types made of text have in common. Text has no signature: but binary, which has one, is told by its head. */
export const textType = ({ check, readerOf, ...names }: TextType): MediaType => ({
  ...names,
  disposition: 'attachment',
  hasSignature: (head) => !hasBinary(new TextDecoder(encodingOf(head)).decode(head)),
  checks: [disguise],
  wholeObjectChecks: [textContent(check, readerOf)],
  reads: WHOLE_OBJECT,
});
