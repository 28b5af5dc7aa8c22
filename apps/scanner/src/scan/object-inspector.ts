import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { FIRST_READ_BYTES, Inspection, type RangeSource } from '#checks';
import {
  AirlockError,
  decodeDeclaration,
  incomingKey,
  ObjectStore,
  type ObjectHead,
  type Policy,
  reject,
  type UploadRef,
} from '#core';
import { type Accepted, type Inspected, Inspector, type Refused } from './inspector.js';
import { patient } from './patient-source.js';
import { Policies } from './policies.js';

/** The object is not the one whose first bytes were read: whatever was found out about it is void. */
class ObjectReplaced extends Error {}

/** The first ranged GET defines ETag, metadata and size; every later request is pinned to that ETag. */
@Injectable()
export class ObjectInspector extends Inspector {
  constructor(
    private readonly objects: ObjectStore,
    private readonly inspection: Inspection,
    private readonly policies: Policies,
  ) {
    super();
  }

  async inspect(upload: UploadRef, signal: AbortSignal): Promise<Inspected | 'absent' | 'changed'> {
    const key = incomingKey(upload);
    const opened = await this.objects.open(key, { start: 0, length: FIRST_READ_BYTES }, { signal });
    if (typeof opened === 'string') return opened;
    const { object } = opened;
    const source = this.pinned(key, object, await buffer(opened.body));
    const declaration = decodeDeclaration(object.metadata);
    if (declaration === undefined)
      return { object, declaration, outcome: refused('the object carries no declaration of ours') };
    const policy = this.policy(declaration.policy);
    try {
      const subject = {
        declaration,
        policy,
        storedContentType: object.contentType,
        size: object.size,
        source,
      };
      const result = await this.inspection.run(subject, signal);
      const outcome: Accepted | Refused =
        'rejection' in result ? { accepted: false, ...result } : { accepted: true, declaration, ...result };
      return { object, declaration, outcome };
    } catch (error) {
      if (error instanceof ObjectReplaced) return 'changed';
      throw error;
    }
  }

  private pinned(key: string, { etag, size }: ObjectHead, first: Uint8Array): RangeSource {
    return patient({
      size,
      first,
      open: async (start, length, signal) => {
        const opened = await this.objects.open(key, { start, length }, { ifMatch: etag, signal });
        if (typeof opened === 'string') throw new ObjectReplaced();
        return opened.body;
      },
    });
  }

  /** A policy that only the gateway knows is a rollout in the wrong order: the message waits until this scanner knows it too. */
  private policy(name: string): Policy {
    const policy = this.policies.get(name);
    if (policy === undefined) throw new AirlockError('policy-unknown', `no policy is named ${name}`);
    return policy;
  }
}

const refused = (detail: string): Refused => ({ accepted: false, rejection: reject('unverifiable', detail) });
