import { reject, type Rejection } from '#core';

/** URL standard 4.4: browsers drop these before they look at an address. */
// eslint-disable-next-line no-control-regex
const DROPPED = /[\u0000-\u0020\u007f-\u00a0]/g;
const SCRIPT = /^(?:javascript|vbscript|livescript|mocha):/i;
const LINK = /^(?:https?|mailto|tel):/i;
/** Pictures of which none can run anything, and fonts. */
const INERT_DATA =
  /^data:(?:image\/(?:png|jpe?g|gif|webp|avif|bmp)|font\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|application\/vnd\.ms-fontobject)[;,]/i;
const DATA = /^data:/i;

/** How an address begins says what it is; blanks may stand before and within that. */
const MAX_LOOKED_AT_CHARACTERS = 4096;

const ACTIVE = reject('script', 'The SVG has a link that is a script.');

/** Of something that is loaded as soon as the picture is shown. */
export function resourceProblem(address: string): Rejection | undefined {
  const beginning = address.slice(0, MAX_LOOKED_AT_CHARACTERS);
  const url = beginning.replace(DROPPED, '');
  const isEmpty = url === '' && address.length <= MAX_LOOKED_AT_CHARACTERS;
  // Of these it drops less in front of a fragment: a no-break space before it makes an address.
  // eslint-disable-next-line no-control-regex
  const isFragment = /^[\u0000-\u0020]*#/.test(beginning);
  if (isEmpty || isFragment || INERT_DATA.test(url)) return undefined;
  if (SCRIPT.test(url)) return ACTIVE;
  if (DATA.test(url))
    return reject(
      'embedded-object',
      'The SVG has something embedded that is neither a raster image nor a font.',
    );
  return reject('external-reference', 'The SVG loads something from elsewhere.');
}

/** Of something that opens on a click: an address of the web is what documents link to. */
export function linkProblem(address: string): Rejection | undefined {
  const url = address.slice(0, MAX_LOOKED_AT_CHARACTERS).replace(DROPPED, '');
  return LINK.test(url) ? undefined : resourceProblem(address);
}
