import type { Rejection } from '#core';
import { OK, type CheckResult, type WholeObjectCheck } from '../../inspection/check.js';
import { Canvas } from './canvas.js';
import { SliceCursor, type Walk } from '../../reading/slice-cursor.js';

/** What a walk knows of the object that it walks over. */
export interface ImageObject {
  readonly cursor: SliceCursor;
  readonly canvas: Canvas;
  readonly size: number;
}

/** A walk over a format's parts as a check. Reads the whole object; holds what it has not yet understood of one slice. */
export function imageWalk(name: string, walk: (image: ImageObject) => Walk): WholeObjectCheck {
  return {
    name,
    reads: 'everything',
    codes: ['malformed', 'polyglot', 'too-many-pixels', 'truncated'],
    observe({ policy, size }) {
      const cursor = new SliceCursor();
      const steps = walk({ cursor, canvas: new Canvas(policy), size });
      let step = steps.next();
      return {
        consume(slice) {
          if (step.done === true) return undefined;
          cursor.feed(slice);
          step = steps.next();
          cursor.settle();
          return step.done === true ? resultOf(step.value) : undefined;
        },
        finish: () => resultOf(step.value),
      };
    },
  };
}

const resultOf = (rejection: Rejection | undefined): CheckResult =>
  rejection === undefined ? OK : { rejection };
