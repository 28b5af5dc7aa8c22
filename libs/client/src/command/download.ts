import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Backend } from '../backend.js';

/** Saves the clean object and says where. Overwrites nothing. */
export async function download(backend: Backend, id: string, output?: string): Promise<string> {
  const { url } = await backend.download(id);
  const upload = await backend.status(id);
  const name = output ?? ('filename' in upload && upload.filename ? basename(upload.filename) : id);
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`the storage answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(name, { flags: 'wx' })).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? new Error(`there is a file ${name} already`) : error;
    },
  );
  return name;
}
