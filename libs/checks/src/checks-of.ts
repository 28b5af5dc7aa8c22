import type { Check } from './check.js';
import { declaredType } from './generic/declared-type.js';
import { emptiness } from './generic/emptiness.js';
import { extension } from './generic/extension.js';
import { pdfHeader } from './generic/pdf-header.js';
import { signature } from './generic/signature.js';
import { size } from './generic/size.js';
import { zipEndRecord } from './generic/zip-end-record.js';
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
    ...(mayCarry.includes('pdf-header') ? [] : [pdfHeader]),
    ...checks,
    ...(mayCarry.includes('zip-end-record') ? [] : [zipEndRecord]),
  ];
}
