import { extensionOf } from '../formats/any/extension.js';
import type { MediaType } from './media-type.js';
import { MEDIA_TYPES } from './media-types.js';

/** What systems say of a file that they do not know. */
const SAY_NOTHING: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/download',
  'application/force-download',
  'application/x-download',
]);

export type Settled =
  | { readonly contentType: string }
  /** `among`: what it may be, in the policy's own names. */
  | { readonly unsettled: 'not-allowed' | 'ambiguous'; readonly among: readonly string[] };

/** By every name that a policy may have for it. A presign has no time to look through a list. */
const BY_NAME: ReadonlyMap<string, Named> = new Map(
  MEDIA_TYPES.flatMap((type) =>
    [type.mediaType, ...(type.aliases ?? [])].map((name) => [name, type] as const),
  ),
);

type Named = Pick<MediaType, 'mediaType' | 'aliases' | 'mistakenFor' | 'extensions'>;

/**
 * Which of the allowed media types is meant. Browsers declare what their system tells them, which is often nothing, an old
 * name or the name of the program that would open the file; the file's name says the rest. Nothing here is believed of the bytes:
 * those are for the checks of whatever was settled.
 * @param declared lower case, without parameters; empty: none
 */
export function settleType(declared: string, filename: string, allowed: readonly string[]): Settled {
  const types = [...new Set(allowed.map(typeOf))];
  const extension = extensionOf(filename);
  const endsAs = ({ extensions }: Named): boolean =>
    extension !== undefined && extensions.includes(extension);
  const nameOf = ({ mediaType }: Named): string =>
    allowed.find((name) => name === mediaType) ??
    allowed.find((name) => BY_NAME.get(name)?.mediaType === mediaType) ??
    mediaType;
  const choices = SAY_NOTHING.has(declared)
    ? extension === undefined
      ? types
      : types.filter(endsAs)
    : firstOf(
        types.filter((type) => isNamed(type, declared) && endsAs(type)),
        types.filter((type) => type.mistakenFor?.includes(declared) === true && endsAs(type)),
        types.filter((type) => isNamed(type, declared)),
      );
  const [only, ...others] = mostlyOf(choices, extension);
  if (only === undefined) return { unsettled: 'not-allowed', among: types.map(nameOf) };
  return others.length === 0
    ? { contentType: nameOf(only) }
    : { unsettled: 'ambiguous', among: [only, ...others].map(nameOf) };
}

const firstOf = (...lists: readonly (readonly Named[])[]): readonly Named[] =>
  lists.find(({ length }) => length > 0) ?? [];

/** Those whose own extension it is, if there are any: a `.txt` is a text, although a table may be called so, and what is in a `.webm` is a film to browsers. */
function mostlyOf(types: readonly Named[], extension: string | undefined): readonly Named[] {
  const own = types.filter(({ extensions: [first] }) => first === extension);
  return own.length > 0 ? own : types;
}

const typeOf = (name: string): Named => BY_NAME.get(name) ?? { mediaType: name, extensions: [] };

const isNamed = ({ mediaType, aliases }: Named, name: string): boolean =>
  mediaType === name || aliases?.includes(name) === true;
