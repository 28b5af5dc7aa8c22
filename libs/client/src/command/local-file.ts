import { openAsBlob } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';

export interface LocalFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: Blob;
}

/** Read while it is sent. @throws Error of one line, for whoever typed the path */
export async function localFile(path: string): Promise<LocalFile> {
  // openAsBlob says no more of a file that is not there than that it cannot be opened.
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) throw new Error(`there is no file ${path}`);
  if (!stats.isFile()) throw new Error(`${path} is no file`);
  await access(path, constants.R_OK).catch(() => {
    throw new Error(`${path} may not be read`);
  });
  return { path, name: basename(path), bytes: await openAsBlob(path) };
}
