import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Body } from './body.js';

/** Where bytes are kept: files with random names, so that no key can ever name a path. Gone when the cloud closes. */
export class BodyDirectory {
  private constructor(private readonly path: string) {}

  static async create(parent = tmpdir()): Promise<BodyDirectory> {
    return new BodyDirectory(await mkdtemp(join(parent, 'local-cloud-')));
  }

  /** Streams to disk; leaves nothing behind when the source fails or is cut short. */
  async receive(source: AsyncIterable<Buffer>): Promise<Body> {
    const path = join(this.path, randomUUID());
    try {
      await pipeline(source, createWriteStream(path, { flags: 'wx' }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return new Body(
      (start, end) => createReadStream(path, { start, end }),
      () => rm(path, { force: true }),
    );
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
