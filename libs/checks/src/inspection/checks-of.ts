import type { Check, WholeObjectCheck } from './check.js';
import { checksum } from '../formats/any/checksum.js';
import { declaredType } from '../formats/any/declared-type.js';
import { emptiness } from '../formats/any/emptiness.js';
import { extension } from '../formats/any/extension.js';
import { furtherSignature } from '../formats/any/further-signature.js';
import { pdfHeader } from '../formats/any/pdf-polyglot.js';
import { signature } from '../formats/any/signature.js';
import { size } from '../formats/any/size.js';
import { zipEndRecord } from '../formats/any/zip-polyglot.js';
import type { MediaType } from './media-type.js';

const BEFORE_TYPE: readonly Check[] = [emptiness, size, declaredType];

/** Cheap before dear: claims, the head, the type's own, then what needs the tail. */
export function checksOf(mediaType: MediaType | undefined): readonly Check[] {
  if (mediaType === undefined) return BEFORE_TYPE;
  const { mayCarry = [], checks } = mediaType;
  return [
    ...BEFORE_TYPE,
    extension(mediaType),
    signature(mediaType),
    furtherSignature,
    ...(mayCarry.includes('pdf-header') ? [] : [pdfHeader]),
    ...checks,
    ...(mayCarry.includes('zip-end-record') ? [] : [zipEndRecord]),
  ];
}

/** What shares the one pass over the object: the type's own, and the checksum. */
export const wholeObjectChecksOf = ({ wholeObjectChecks = [] }: MediaType): readonly WholeObjectCheck[] => [
  ...wholeObjectChecks,
  checksum,
];
