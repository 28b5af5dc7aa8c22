// eslint-disable-next-line no-control-regex -- readers of URLs drop them
const IGNORED = /[\0-\x1f\x7f]+/g;
/** A target encoded over and over is nobody's; readers decode it once. */
const MAX_DECODINGS = 4;

/**
 * A relationship's target as a lenient reader understands it: percent-encoding undone, what is broken of it left as it
 * stands, and without control characters and the blanks around it. Only to judge where it leads.
 */
export function plainTarget(target: string): string {
  let plain = target;
  for (let i = 0; i < MAX_DECODINGS && plain.includes('%'); i++)
    plain = plain.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return plain.replace(IGNORED, '').trim();
}

const SCHEME_DRIVE_OR_SHARE = /^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i;

/** It can only be outside, whatever its mode says. */
export const leadsOutside = (target: string): boolean => SCHEME_DRIVE_OR_SHARE.test(plainTarget(target));

/** A drive, a folder of this computer, or a bare name, and no share behind it: nothing that another host serves. */
const LOCAL = /^(?:file:\/\/\/|[a-z]:[/\\]|(?![/\\]|[a-z][a-z0-9+.-]*:))/i;

export function isLocal(target: string): boolean {
  const plain = plainTarget(target);
  const path = plain.replace(/^file:\/{3}/i, '').replace(/^[a-z]:[/\\]+/i, '');
  return LOCAL.test(plain) && !/^[/\\]|[/\\]{2}/.test(path.trimStart());
}
