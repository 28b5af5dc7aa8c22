import { Injectable, type PipeTransform } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { IfGiven } from '../validation/if-given.js';
import { refuseAny } from '../validation/refusal.js';
import { shapeOf } from '../validation/shape.js';

/** Shorter than the idle timeouts of proxies and load balancers, the shortest of which are 30 s. */
export const MAX_WAIT_SECONDS = 20;
const DECIMAL = /^[0-9]{1,2}(?:\.[0-9]{1,3})?$/;

class WaitQuery {
  @ValidateBy({
    name: 'isWait',
    validator: {
      validate: (wait: unknown) =>
        typeof wait === 'string' && DECIMAL.test(wait) && Number(wait) <= MAX_WAIT_SECONDS,
      defaultMessage: () => `wait must be a number of seconds from 0 to ${MAX_WAIT_SECONDS}`,
    },
  })
  @IfGiven()
  readonly wait?: string;
}

const read = shapeOf(WaitQuery);

/** The query of a route that can wait for a verdict, as seconds. A misspelt parameter is refused like any unknown field. */
@Injectable()
export class WaitPipe implements PipeTransform<unknown, number> {
  transform(query: unknown): number {
    const { fields, refusals } = read(query);
    refuseAny(refusals);
    return Number(fields.wait ?? 0);
  }
}
