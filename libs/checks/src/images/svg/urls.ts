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

const ACTIVE = reject('active-content', 'has a link that is a script');

/** Of something that is loaded as soon as the picture is shown. */
export function resourceProblem(address: string): Rejection | undefined {
  const url = address.replace(DROPPED, '');
  if (url === '' || url.startsWith('#') || INERT_DATA.test(url)) return undefined;
  if (SCRIPT.test(url)) return ACTIVE;
  if (DATA.test(url))
    return reject('embedded-object', 'has something embedded that is neither a raster image nor a font');
  return reject('external-reference', 'loads something from elsewhere');
}

/** Of something that opens on a click: an address of the web is what documents link to. */
export function linkProblem(address: string): Rejection | undefined {
  return LINK.test(address.replace(DROPPED, '')) ? undefined : resourceProblem(address);
}
