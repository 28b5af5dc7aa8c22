import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string>>;

/** Thousands of API keys. */
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Docker's and Kubernetes' way with secrets: `NAME_FILE` names a file with what `NAME` would be, where a list may have an entry
 * a line. A problem names the variable alone: somebody may have put the secret itself where its file belongs.
 */
export function withFiles(
  set: Environment,
  names: readonly string[],
): { readonly variables: Environment; readonly problems: readonly string[] } {
  const variables: Record<string, string> = { ...set };
  const problems: string[] = [];
  for (const name of names) {
    const fileVariable = `${name}_FILE`;
    const path = set[fileVariable];
    // POLICIES_FILE is a setting of its own.
    if (path === undefined || names.includes(fileVariable)) continue;
    const text = textOf(path);
    if (name in set) problems.push(`${name} and ${fileVariable} are both set`);
    else if (text === undefined)
      problems.push(`${fileVariable} names no text file of 1 byte to ${MAX_FILE_BYTES} bytes`);
    else variables[name] = text;
  }
  return { variables, problems };
}

function textOf(path: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8').trim();
    return bytes.length > MAX_FILE_BYTES || text === '' ? undefined : text.split(/\s*\n\s*/).join(',');
  } catch {
    return undefined;
  }
}
