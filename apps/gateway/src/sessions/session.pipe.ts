import { Injectable, type PipeTransform } from '@nestjs/common';
import { Policies } from '../policies/policies.js';
import { refuseAny } from '../validation/refusal.js';
import { shapeOf } from '../validation/shape.js';
import { POLICY_UNKNOWN } from '../policies/policy-unknown.js';
import { SessionRequest } from './session.request.js';

const read = shapeOf(SessionRequest);

/** The body, or none, as bounds; else everything that is wrong with it. */
@Injectable()
export class SessionPipe implements PipeTransform<unknown, SessionRequest> {
  constructor(private readonly policies: Policies) {}

  transform(body: unknown = {}): SessionRequest {
    const { fields, refusals } = read(body);
    const isUnknown = fields.policy !== undefined && this.policies.get(fields.policy) === undefined;
    refuseAny([...refusals, ...(isUnknown ? [POLICY_UNKNOWN] : [])]);
    return fields;
  }
}
