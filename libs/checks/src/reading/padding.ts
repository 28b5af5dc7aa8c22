/** Editors, mail and transfers leave a line end behind a file, or fill up a word; more would be room for something else. */
export const MAX_PADDING_BYTES = 64;
const PADDING = new Set([0x0d, 0x0a, 0x20, 0x00, 0xff]);

/** At most {@link MAX_PADDING_BYTES} of CR, LF, blank, 0x00 and 0xff: nothing that anybody opens. */
export const isPadding = (bytes: Uint8Array): boolean =>
  bytes.length <= MAX_PADDING_BYTES && bytes.every((byte) => PADDING.has(byte));
