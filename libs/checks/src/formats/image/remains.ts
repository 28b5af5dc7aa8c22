import { reject, type Rejection } from '#core';

const REMAINS = reject(
  'polyglot',
  'The rest of an earlier, larger picture follows the end of the image: what was cut away can be recovered from it.',
);

/** What every file of a format begins and ends with. */
export interface Ends {
  readonly first: Buffer;
  readonly last: Buffer;
}

/**
 * Some editors write a cropped picture over the larger one and do not shorten the file (CVE-2023-21036, CVE-2023-28303):
 * what stands behind it ends as the format does, and begins in the middle of a picture. Sees what follows an image.
 */
export class Remains {
  private seen: Buffer = Buffer.alloc(0);
  private hasBeginning = false;

  constructor(private readonly ends: Ends) {}

  see(piece: Buffer): void {
    const { first, last } = this.ends;
    const joined = Buffer.concat([this.seen, piece]);
    this.hasBeginning ||= joined.includes(first);
    this.seen = joined.subarray(-Math.max(first.length, last.length));
  }

  /** A picture with a beginning is another one. */
  get rejection(): Rejection | undefined {
    const { last } = this.ends;
    return !this.hasBeginning && this.seen.subarray(-last.length).equals(last) ? REMAINS : undefined;
  }
}
