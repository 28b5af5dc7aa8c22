import { TextDecoder } from 'node:util';
import { WHOLE_OBJECT, type MediaType } from '../../inspection/media-type.js';
import { Characters, hasBinary } from './characters.js';
import { disguise } from './text-disguise.js';
import { encodingOf } from './text-decoder.js';
import { textContent, type TextContent } from './text-content.js';

interface TextType extends TextContent {
  readonly mediaType: string;
  readonly aliases?: readonly string[];
  readonly mistakenFor?: readonly string[];
  readonly extensions: readonly string[];
}

/** What all types made of text have in common. Text has no signature: but binary, which has one, is told by its head. */
export const textType = ({
  mediaType,
  aliases,
  mistakenFor,
  extensions,
  ...content
}: TextType): MediaType => ({
  mediaType,
  aliases,
  mistakenFor,
  extensions,
  hasSignature: (head) => {
    const text = new TextDecoder(encodingOf(head)).decode(head);
    return content.isProse === true ? new Characters(true).areText(text) : !hasBinary(text);
  },
  // Prose may begin with a tag; what makes it a page is asked in another way.
  mayCarry: content.isProse === true ? ['html'] : [],
  checks: [disguise(content.isProse === true)],
  wholeObjectChecks: [textContent(content)],
  reads: WHOLE_OBJECT,
});
