/** The longest name ext4, APFS and S3 browsers all take, in bytes of UTF-8. */
export const MAX_FILENAME_BYTES = 255;

// U+202A–U+202E, U+2066–U+2069, U+200E, U+200F, U+061C reorder what a person sees: `fdp.exe` can look like `exe.pdf`.
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
// Cc, line and paragraph separators, and halves of a surrogate pair (which have no UTF-8).
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const SEPARATORS = /[/\\]/;
// NTFS, "Alternate data streams": Windows writes `a.exe:b.pdf` into a stream of a.exe. macOS shows it as a slash.
const STREAM = ':';
// Microsoft, "Naming Files, Paths, and Namespaces": Windows drops them, so that `a.exe.` is `a.exe`. With them every
// blank that Unicode has, and what has no width: none of it can be seen at the end of a name.
const UNSEEN_END = /[.\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]$/u;
// Microsoft, "Naming Files, Paths, and Namespaces": reserved with any extension, superscript digits included.
const DEVICE_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Why a file name is refused, or undefined for a good one. Unicode is welcome; what could mislead or harm a reader's file system is not. */
export function filenameProblem(filename: string): string | undefined {
  if (filename.trim() === '') return 'must not be empty';
  if (CONTROLS.test(filename)) return 'must not contain control characters';
  if (SEPARATORS.test(filename)) return 'must not contain path separators';
  if (filename.includes(STREAM)) return 'must not contain colons';
  if (BIDI_CONTROLS.test(filename)) return 'must not contain bidirectional overrides';
  if (filename === '.' || filename === '..') return 'must not be a relative path';
  if (UNSEEN_END.test(filename)) return 'must not end with a dot or a blank';
  if (DEVICE_NAME.test(filename.trimStart().replace(/[ .]+(?=\.|$)/g, '')))
    return 'must not be a reserved device name';
  if (Buffer.byteLength(filename) > MAX_FILENAME_BYTES)
    return `must not exceed ${MAX_FILENAME_BYTES} bytes of UTF-8`;
  return undefined;
}
