import { reject, type Rejection } from '#core';
import type { Chunk } from './chunk.js';

/** Apple's own, before the header: the pixels are stored for iOS. */
const APPLE = 'CgBI';
const APPLE_BYTES = 4;
const INDEXED_COLOUR = 3;
/** W3C PNG 5.4: a decoder that does not know a chunk whose first letter is upper case must give up. */
const CRITICAL = /^[A-Z]/;

/** W3C PNG 5.6: what may come when. */
export class ChunkOrder {
  private count = 0;
  private hasHeader = false;
  private needsPalette = false;
  private hasPalette = false;
  private data: 'awaited' | 'running' | 'over' = 'awaited';

  get isBeforeData(): boolean {
    return this.data === 'awaited';
  }

  problem({ type, bytes, start }: Chunk): Rejection | undefined {
    this.count += 1;
    if (this.data === 'running' && type !== 'IDAT') this.data = 'over';
    if (!this.hasHeader && type !== 'IHDR' && !(type === APPLE && this.count === 1))
      return reject('malformed', 'The PNG does not begin with its header.');
    if (type === APPLE && bytes !== APPLE_BYTES)
      return reject('malformed', "The PNG has Apple's chunk in another size than it has.");
    switch (type) {
      case 'IHDR':
        if (this.hasHeader) return reject('malformed', 'The PNG has two headers.');
        this.hasHeader = true;
        this.needsPalette = start[9] === INDEXED_COLOUR;
        return undefined;
      case 'PLTE':
        if (this.hasPalette || !this.isBeforeData || bytes === 0 || bytes % 3 !== 0 || bytes > 768)
          return reject(
            'malformed',
            'The PNG has a palette too many, too late or of no size that palettes have.',
          );
        this.hasPalette = true;
        return undefined;
      case 'IDAT':
        if (this.data === 'over')
          return reject('malformed', "The PNG's pixels are not in one row of chunks.");
        if (this.needsPalette && !this.hasPalette)
          return reject('malformed', 'The PNG has no palette for its colours.');
        this.data = 'running';
        return undefined;
      case 'IEND':
        if (bytes !== 0 || this.isBeforeData)
          return reject('malformed', 'The PNG ends without pixels or with data in its end.');
        return undefined;
      default:
        if (CRITICAL.test(type) && type !== APPLE)
          return reject('malformed', 'The PNG has a critical chunk that no decoder knows.');
        return undefined;
    }
  }
}
