import { decodeVerdict, type UploadEvent, type Verdict } from '#core';
import { adoptedVerdict } from '../../../apps/scanner/src/scan/findings.js';
import { BUCKET, UPLOAD } from '../process/ports.js';
import { sha256 } from './inspect.js';
import { DETECTED_TYPE } from './setting.js';
import { etagOf, headOf, type Version } from './version.js';
import type { World } from './world.js';

/** Far above what the faults of any world cause: a message that comes so often can never be handled. */
const MAX_RECEIVE_COUNT = 12;

/** What is wrong with a world, whatever happens next; undefined if nothing. */
export function problemOf(world: World, before: World): string | undefined {
  return (
    cleanProblem(world, before) ??
    verdictProblem(world, before) ??
    eventProblem(world) ??
    copyProblem(world) ??
    erasureProblem(world, before) ??
    queueProblem(world)
  );
}

function cleanProblem({ clean, accepted }: World, before: World): string | undefined {
  if (clean === undefined) return undefined;
  if (!accepted.includes(clean.bytes)) return 'clean/ holds what no scan accepted';
  if (before.clean !== undefined && before.clean.id !== clean.id) return 'what is in clean/ was overwritten';
  if (clean.contentType !== DETECTED_TYPE) return 'clean/ says what the client claimed, not what was found';
  if (
    clean.metadata['source-etag'] !== etagOf(clean.bytes) ||
    clean.metadata.sha256 !== sha256Of(clean.bytes)
  )
    return 'clean/ holds the findings about other bytes';
  return undefined;
}

/** Written once, and replaced at most once, by `erased`. While it says validated, what it describes is there. */
function verdictProblem({ verdict, clean }: World, before: World): string | undefined {
  const wasFinal = before.verdict !== undefined && (isErased(before) || statusOf(verdict) !== 'erased');
  if (wasFinal && before.verdict !== verdict) return 'a verdict was changed';
  if (statusOf(verdict) !== 'validated') return undefined;
  if (clean === undefined) return 'validated, and nothing is in clean/';
  return verdict === describing(clean) ? undefined : 'the verdict does not describe what is in clean/';
}

/** A validated event may precede an erase; apart from that, whatever was announced is so. */
function eventProblem(world: World): string | undefined {
  const [event, ...others] = world.events;
  if (event === undefined) return undefined;
  if (others.length > 0) return 'two different events were published';
  const status = statusOf(world.verdict);
  if (status === undefined) return 'an event was published without a verdict';
  const announced = remembered(announcements, event, (json) => (JSON.parse(json) as UploadEvent).data.status);
  return isErased(world) || announced === status ? undefined : 'an event contradicts the verdict';
}

function copyProblem({ processes }: World): string | undefined {
  const copies = processes.some(
    ({ isLate, calls }) => isLate && calls.some(({ call }) => call.name === 'objects.promote'),
  );
  return copies ? 'a scan that began after the verdict copies' : undefined;
}

/** An erase that was answered has taken away whatever came before it. */
function erasureProblem({ erasure, incoming, puts, processes }: World, before: World): string | undefined {
  if (erasure !== 'done' || before.erasure === 'done' || incoming === undefined) return undefined;
  const gone = before.processes.filter(({ name }) => !processes.some((other) => other.name === name));
  return gone.some((process) => process.puts === puts)
    ? 'an erase was answered and left incoming/'
    : undefined;
}

const queueProblem = ({ visible }: World): string | undefined =>
  (visible.at(-1) ?? 0) > MAX_RECEIVE_COUNT ? 'a message comes again and again' : undefined;

/** What is wrong with a world at rest; undefined if nothing. */
export function restProblemOf(world: World): string | undefined {
  const { incoming, clean, verdict, hasArrived, events, erasure } = world;
  const status = statusOf(verdict);
  if (incoming !== undefined) return 'something is left in incoming/';
  if (hasArrived && status === undefined) return 'an object came and there is no verdict';
  if (clean !== undefined && status !== 'validated') return 'something is left in clean/';
  if ((status === 'validated' || status === 'rejected') && events.length === 0)
    return 'nobody was told the verdict';
  if (erasure === 'done' && status !== 'erased') return 'an erase was answered and did not happen';
  return undefined;
}

export function statusOf(verdict: string | undefined): Verdict['status'] | undefined {
  return verdict === undefined
    ? undefined
    : remembered(statuses, verdict, (json) => decodeVerdict(json).status);
}

const isErased = ({ verdict }: World): boolean => statusOf(verdict) === 'erased';

/** The verdict that a scanner would write of what it finds in clean/. */
const describing = (clean: Version): string =>
  remembered(descriptions, clean.id, () => JSON.stringify(adoptedVerdict(UPLOAD, BUCKET, headOf(clean))));

const sha256Of = (bytes: string): string => remembered(hashes, bytes, sha256);

const statuses = new Map<string, Verdict['status']>();
const announcements = new Map<string, UploadEvent['data']['status']>();
const hashes = new Map<string, string>();
const descriptions = new Map<number, string>();

/** Parsing and hashing the same again for every world would cost more than everything else. */
function remembered<K, V>(known: Map<K, V>, key: K, compute: (key: K) => V): V {
  let found = known.get(key);
  if (found === undefined) {
    found = compute(key);
    known.set(key, found);
  }
  return found;
}
