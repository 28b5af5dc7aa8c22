import { cleanKey, decodeVerdict, encodeVerdict, incomingKey, type StoredVerdict } from '#core';
import { UPLOAD } from '../process/ports.js';
import { judgementsOf } from './inspect.js';
import type { Conditions } from './setting.js';
import { etagOf, DECIDED_AT, headOf, version, WRITTEN_AT, type Version } from './version.js';
import type { InFlight, World } from './world.js';

/** One way in which a call may take effect. */
export interface Effect {
  readonly world: World;
  readonly answer: unknown;
  /** Tells it from the other ways. */
  readonly how?: string;
}

const CLEAN = cleanKey(UPLOAD);
const INCOMING = incomingKey(UPLOAD);

/** What S3, SQS and SNS make of a call, at one instant. Several effects only where an inspector may judge either way. */
export function effectsOf(
  world: World,
  { call, source }: InFlight,
  conditions: Conditions,
): readonly Effect[] {
  switch (call.name) {
    case 'verdicts.find':
      return [{ world, answer: world.verdict === undefined ? undefined : stored(world.verdict) }];
    case 'verdicts.create':
      if (world.verdict !== undefined && conditions.decidesOnlyOnce) return [{ world, answer: 'exists' }];
      return [{ world: { ...world, verdict: encodeVerdict(call.verdict) }, answer: 'created' }];
    case 'verdicts.replace':
      if (
        conditions.replacesOnlyWhatWasRead &&
        (world.verdict === undefined || etagOf(world.verdict) !== call.ifMatch)
      )
        return [{ world, answer: 'changed' }];
      return [{ world: { ...world, verdict: encodeVerdict(call.verdict) }, answer: 'replaced' }];
    case 'objects.head': {
      const found = at(world, call.key);
      return [{ world, answer: found && headOf(found, call.key === INCOMING && world.isReplay) }];
    }
    case 'objects.delete':
      return [{ world: { ...world, [placeOf(call.key)]: undefined }, answer: undefined }];
    case 'objects.promote': {
      if (source === undefined || (world.clean !== undefined && conditions.copiesOnlyWhereNothingIs))
        return [{ world, answer: 'refused' }];
      const { contentType, metadata } = conditions.copyReplacesMetadata ? call.promotion : source;
      const clean = version(source.bytes, contentType, metadata);
      return [{ world: { ...world, clean }, answer: { etag: clean.etag } }];
    }
    case 'objects.list': {
      const objects = world.incoming === undefined ? [] : [{ key: INCOMING, lastModified: WRITTEN_AT }];
      return [{ world, answer: { objects } }];
    }
    case 'queue.depth':
      return [{ world, answer: world.visible.length }];
    case 'inspector.inspect':
      return inspect(world, source);
    case 'events.publish': {
      const event = JSON.stringify(call.event);
      const events = world.events.includes(event) ? world.events : [...world.events, event].sort();
      return [{ world: { ...world, events }, answer: undefined }];
    }
    case 'queue.request':
      return [{ world: { ...world, ...requested(world, call.delaySeconds) }, answer: undefined }];
    case 'message.acknowledge':
      return [{ world, answer: undefined }];
  }
}

/** The source of a copy as it was when the copy began; undefined if its condition does not hold then. */
export function sourceOf({ incoming }: World, ifMatch: string, conditions: Conditions): Version | undefined {
  return conditions.copiesOnlyWhatWasChecked && incoming?.etag !== ifMatch ? undefined : incoming;
}

function inspect(world: World, first: Version | undefined): readonly Effect[] {
  const { incoming, accepted } = world;
  if (first !== undefined && first.etag !== incoming?.etag) return [{ world, answer: 'changed' }];
  const read = first ?? incoming;
  if (read === undefined) return [{ world, answer: 'absent' }];
  return judgementsOf(read).map((answer) =>
    answer.outcome.accepted
      ? { world: { ...world, accepted: union(accepted, read.bytes) }, answer, how: 'accepts' }
      : { world, answer, how: 'refuses' },
  );
}

function requested({ delayed, visible, sent }: World, delaySeconds: number): Partial<World> {
  return delaySeconds > 0
    ? { delayed: [...delayed, sent], sent: sent + 1 }
    : { visible: [1, ...visible], sent: sent + 1 };
}

function placeOf(key: string): 'incoming' | 'clean' {
  if (key === CLEAN) return 'clean';
  if (key === INCOMING) return 'incoming';
  throw new Error(`nobody should touch ${key}`);
}

const at = (world: World, key: string): Version | undefined => world[placeOf(key)];

const union = (words: readonly string[], word: string): readonly string[] =>
  words.includes(word) ? words : [...words, word].sort();

const documents = new Map<string, StoredVerdict>();

function stored(document: string): StoredVerdict {
  let found = documents.get(document);
  if (found === undefined) {
    found = { verdict: decodeVerdict(document), etag: etagOf(document), lastModified: DECIDED_AT };
    documents.set(document, found);
  }
  return found;
}
