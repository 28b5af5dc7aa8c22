import { Injectable, type PipeTransform } from '@nestjs/common';
import { refuseAny } from './refusal.js';
import { shapeOf } from './shape.js';

const read = shapeOf(class NoFields {});

/** For a route without a body: none, or an empty object. Whoever sends more expects something of it. */
@Injectable()
export class NoBodyPipe implements PipeTransform<unknown, undefined> {
  transform(body: unknown): undefined {
    if (body !== undefined) refuseAny(read(body).refusals);
    return undefined;
  }
}
