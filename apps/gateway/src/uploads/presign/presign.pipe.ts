import { Injectable, type PipeTransform } from '@nestjs/common';
import { AirlockError, DEFAULT_POLICY, type Declaration } from '#core';
import { Policies } from '../../policies/policies.js';
import { refuseAny } from '../../validation/refusal.js';
import { shapeOf } from '../../validation/shape.js';
import { policyRefusals } from './policy-refusals.js';
import { PresignRequest } from './presign.request.js';

const read = shapeOf(PresignRequest);

/** The body as a declaration that may be signed; else everything that is wrong with it, by itself and by its policy. */
@Injectable()
export class PresignPipe implements PipeTransform<unknown, Declaration> {
  constructor(private readonly policies: Policies) {}

  transform(body: unknown): Declaration {
    if (body === undefined) throw new AirlockError('malformed-json', 'The body is empty.');
    const { fields, refusals } = read(body);
    const isPolicyReadable = !refusals.some(({ field }) => field === 'policy');
    refuseAny([...refusals, ...(isPolicyReadable ? policyRefusals(fields, this.policies) : [])]);
    return declaration(fields as PresignRequest);
  }
}

function declaration(request: PresignRequest): Declaration {
  const { policy = DEFAULT_POLICY, filename, contentType, size, checksumSha256, metadata = {} } = request;
  return {
    policy,
    filename,
    contentType: contentType.toLowerCase(),
    size,
    metadata,
    ...(checksumSha256 === undefined ? {} : { checksumSha256 }),
  };
}
