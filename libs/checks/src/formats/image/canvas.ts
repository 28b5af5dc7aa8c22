import { reject, type Policy, type Rejection } from '#core';

/** Width times height: a decoder needs four bytes and more for each. */
export const DEFAULT_MAX_PIXELS = 100_000_000;
/** What the frames of an animation may have in all, each as large as the canvas: decoders draw every one upon a whole canvas. */
const MAX_FRAMES_TO_PIXELS = 10;

/** What an image claims to unfold to, against the policy. */
export class Canvas {
  private readonly maxPixels: number;
  private framePixels = 0;

  constructor({ maxPixels = DEFAULT_MAX_PIXELS }: Pick<Policy, 'maxPixels'>) {
    this.maxPixels = maxPixels;
  }

  /** One picture, or the area that all frames share. */
  picture(width: number, height: number): Rejection | undefined {
    if (width === 0 || height === 0) return reject('malformed', 'The image has no width or no height.');
    if (width * height <= this.maxPixels) return undefined;
    return reject(
      'too-many-pixels',
      `The image has ${width} by ${height} pixels; the policy allows ${this.maxPixels} in all.`,
    );
  }

  /** One of many that are decoded; of a frame that is smaller than its canvas, the canvas. */
  frame(width: number, height: number): Rejection | undefined {
    this.framePixels += width * height;
    return this.framesProblem();
  }

  /** All of them so far, on a canvas that is as large as this by now. */
  frames(count: number, width: number, height: number): Rejection | undefined {
    this.framePixels = count * width * height;
    return this.framesProblem();
  }

  private framesProblem(): Rejection | undefined {
    if (this.framePixels <= this.maxPixels * MAX_FRAMES_TO_PIXELS) return undefined;
    return reject(
      'too-many-pixels',
      `All frames together have more than ${MAX_FRAMES_TO_PIXELS} times the ${this.maxPixels} pixels the policy allows.`,
    );
  }
}
