import { Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DEFAULT_POLICY, type Declaration, type SessionBounds } from '#core';
import { callerOf, RequestItself } from '../../auth/caller.js';
import { Policies } from '../../policies/policies.js';
import { POLICY_UNKNOWN } from '../../policies/policy-unknown.js';
import { HttpProblem } from '../../problems/http-problem.js';
import { refuseAny } from '../../validation/refusal.js';
import { shapeOf } from '../../validation/shape.js';
import { boundRefusals, within } from './bounds.js';
import { PresignRequest } from './presign.request.js';
import { readByPolicy, type PolicyReading } from './read-by-policy.js';

const read = shapeOf(PresignRequest);

/** The body as a declaration that may be signed for this caller; else everything that is wrong with it, by itself, its session and its policy. */
@Injectable()
export class PresignPipe implements PipeTransform<FastifyRequest, Declaration> {
  constructor(private readonly policies: Policies) {}

  transform(request: FastifyRequest): Declaration {
    const { body } = request;
    if (body === undefined) throw new HttpProblem('malformed-json', 'The body is empty.');
    const { session = {} } = callerOf(request);
    const { fields, refusals } = read(inNfc(body));
    const bounded = within(session, fields);
    const isReadable = (name: string): boolean => !refusals.some(({ field }) => field === name);
    const byPolicy = isReadable('policy') ? this.readByPolicy(bounded, session) : NOTHING;
    // Without a name or a type that can be read there is nothing to settle, and nothing more to say about it.
    const isSettled = isReadable('contentType') && (isReadable('filename') || Boolean(fields.contentType));
    const found = byPolicy.refusals.filter(({ field }) => field !== 'contentType' || isSettled);
    refuseAny([...refusals, ...boundRefusals(session, fields), ...found]);
    return declaration(bounded as PresignRequest, byPolicy.contentType ?? '');
  }

  private readByPolicy(fields: Partial<PresignRequest>, session: SessionBounds): PolicyReading {
    const policy = this.policies.get(fields.policy ?? DEFAULT_POLICY);
    return policy === undefined ? { refusals: [POLICY_UNKNOWN] } : readByPolicy(fields, policy, session);
  }
}

const NOTHING: PolicyReading = { refusals: [] };

/** macOS names files in NFD. Both look the same, and are two names to everybody else. */
function inNfc(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('filename' in body)) return body;
  const { filename } = body;
  return typeof filename === 'string' ? { ...body, filename: filename.normalize('NFC') } : body;
}

function declaration(request: PresignRequest, contentType: string): Declaration {
  const { policy = DEFAULT_POLICY, filename, size, checksumSha256, metadata = {} } = request;
  return {
    policy,
    filename,
    contentType,
    size,
    metadata,
    ...(checksumSha256 === undefined ? {} : { checksumSha256 }),
  };
}

/** What the caller declares it is about to upload. */
export const Declared = (): ParameterDecorator => RequestItself(PresignPipe);
