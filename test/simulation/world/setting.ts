import { encodeDeclaration, type Declaration } from '#core';
import type { Programs } from '../process/programs.js';
import { version, type Version } from './version.js';
import type { Budget } from './world.js';

/** What a scan says of these bytes. `doubtful`: one scanner accepts them, the next refuses, as during a rollout. */
export type Judgement = 'good' | 'evil' | 'doubtful';

/** The bytes that a client writes; all have the same length. The judgement is their first word. */
export type Bytes = `${Judgement}${string}`;

/** Conditions that S3 holds our requests to. A mutation takes one away. */
export interface Conditions {
  /** `x-amz-copy-source-if-match` */
  readonly copiesOnlyWhatWasChecked: boolean;
  /** `If-None-Match: *` on the copy */
  readonly copiesOnlyWhereNothingIs: boolean;
  /** `MetadataDirective: REPLACE` */
  readonly copyReplacesMetadata: boolean;
  /** `If-None-Match: *` on a new verdict */
  readonly decidesOnlyOnce: boolean;
  /** `If-Match` on the verdict that an erase replaces */
  readonly replacesOnlyWhatWasRead: boolean;
  /** `If-None-Match: *` in the signed URL; without it the client may write over what is there. */
  readonly clientNeverOverwrites: boolean;
}

/** Who is in a world, and what may go wrong in it. */
export interface Setting extends Partial<Budget> {
  /** What the client writes, in this order, each when S3 lets it. */
  readonly puts: readonly Bytes[];
  /** How many scans may run at once. */
  readonly scanners: number;
  /** The inspector reads in two requests, so that an object can change under it. */
  readonly readsTwice?: boolean;
  /** The sweeper passes when an object in `incoming/` has no message. */
  readonly isSwept?: boolean;
  /** The sweeper may find an object three days old. */
  readonly growsOld?: boolean;
  /** After so many receives a message moves to the dead-letter queue; without it, never. */
  readonly maxReceiveCount?: number;
  /** The client does not ask again for an erase that was not answered. */
  readonly givesUpErasing?: boolean;
  /** A scanner that lost its message may go on for more than 900 s. */
  readonly outlivesDelays?: boolean;
  /** An eraser, and whatever it sent, is done before the first delayed message comes: a request lives for seconds. */
  readonly erasesQuickly?: boolean;
  readonly conditions?: Partial<Conditions>;
  readonly programs?: Partial<Programs>;
}

export const allConditions: Conditions = {
  copiesOnlyWhatWasChecked: true,
  copiesOnlyWhereNothingIs: true,
  copyReplacesMetadata: true,
  decidesOnlyOnce: true,
  replacesOnlyWhatWasRead: true,
  clientNeverOverwrites: true,
};

export const DETECTED_TYPE = 'application/pdf';
const CLAIMED_TYPE = 'text/html';

/** Everything of a declaration differs from one PUT to the next, so that what belongs to other bytes is seen. */
export function declarationOf(bytes: string, put: number): Declaration {
  return {
    policy: 'documents',
    filename: `${put}.pdf`,
    contentType: CLAIMED_TYPE,
    size: bytes.length,
    metadata: { put: String(put) },
  };
}

export function uploaded(bytes: string, put: number): Version {
  return version(bytes, CLAIMED_TYPE, encodeDeclaration(declarationOf(bytes, put)));
}
