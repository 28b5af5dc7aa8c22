/** ITU T.81, table B.1. */
export const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
export const DNL = 0xdc;
/** Exif and XMP. */
export const APP1 = 0xe1;
const DHP = 0xde;
const EXP = 0xdf;
const TEM = 0x01;
const RST0 = 0xd0;
const RST7 = 0xd7;
/** After it in entropy-coded data: the byte before it is data. */
const STUFFED = 0x00;

/** Within entropy-coded data these do not end it; 0xff before a marker is fill. */
export const isWithinScan = (code: number): boolean => code === STUFFED || (code >= RST0 && code <= RST7);

/** Begins a segment that says its length. Hierarchical pictures (DHP, EXP) are in no decoder. */
export const beginsSegment = (code: number): boolean =>
  code >= 0xc0 && !isWithinScan(code) && ![SOI, EOI, DHP, EXP, TEM, 0xff].includes(code);
