import { WHOLE_OBJECT, type MediaType } from '../media-type.js';
import { disguise } from './disguise.js';
import { textContent, type TextReader } from './text-content.js';

interface TextType {
  readonly mediaType: string;
  readonly aliases?: readonly string[];
  readonly extensions: readonly string[];
  /** Names the check that reads all of it. */
  readonly check: string;
  readonly readerOf: () => TextReader;
}

/** What all types made of text have in common. Text has no signature: the first NUL would be the end of it. */
export const textType = ({ check, readerOf, ...names }: TextType): MediaType => ({
  ...names,
  disposition: 'attachment',
  hasSignature: () => true,
  checks: [disguise],
  wholeObjectChecks: [textContent(check, readerOf)],
  reads: WHOLE_OBJECT,
});
