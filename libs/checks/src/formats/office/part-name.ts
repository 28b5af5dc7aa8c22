/**
 * ECMA-376-2, 6.2.2: part names compare without case. Percent-encoding and backslashes are undone as well, so that
 * two spellings that some reader takes for one part are one part here.
 */
export function foldPartName(name: string): string {
  let decoded = name;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    // Not percent-encoded: the name as it stands.
  }
  return decoded.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** The folded name of the part that `target` means, seen from the part `source`; the package itself is ''. */
export function resolvePart(source: string, target: string): string {
  const path = foldPartName(target.replace(/[?#].*$/s, ''));
  const isAbsolute = /^[/\\]/.test(target);
  const segments = isAbsolute ? [] : source.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

const RELATIONSHIPS_PART = /^(.*\/)?_rels\/([^/]*)\.rels$/;

/** The folded name of the part whose relationships a folded part name holds; undefined for any other part. */
export function sourceOfRelationships(name: string): string | undefined {
  const match = RELATIONSHIPS_PART.exec(name);
  return match === null ? undefined : `${match[1] ?? ''}${match[2] ?? ''}`;
}
