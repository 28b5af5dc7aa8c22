import { Scan } from '../../../apps/scanner/src/scan/scan.js';
import { scannerOf } from '../process/programs.js';
import type { Mutation } from './mutation.js';

const FIRST_LOOK = 'const stored = await this.verdicts.find(upload, signal);';
const SECOND_LOOK = 'return this.find(upload, signal); // whoever deleted it has decided';
const PROMOTE = 'const promoted = await this.objects.promote(';
const ADOPT = 'return this.adopt(upload, signal);';
const CREATE = "if ((await this.verdicts.create(upload, verdict, signal)) === 'created') return verdict;";
const SETTLED = "if (verdict.status === 'validated') return;";
const DELETE_CLEAN = 'await this.objects.delete(cleanKey(upload), signal);';
const REQUEUE = 'if (receiveCount > 1) await this.queue.request(upload, MAX_DELAY_SECONDS, signal);';
const SETTLE = 'await this.settle(upload, verdict, receiveCount, signal);';
const ANNOUNCE = 'if (isOwed) await this.announce(upload, verdict, signal);';
const OWED = '(await this.isOwed(upload, stored, signal))';
const CAME_BEFORE = 'object !== undefined && object.lastModified <= lastModified';
const CAME_AGAIN = 'receiveCount > 1 ||';
const DELETE_INCOMING = 'await this.objects.delete(incomingKey(upload), signal);';

/** The verdict on what this scanner read, whatever is in clean/. */
const OWN_VERDICT =
  'validatedVerdict(upload, { bucket: this.objects.bucket, contentType, size: object.size, etag: object.etag }, clean)';
const COPY_IF_ABSENT = `if (verdict.status === 'validated') {
  if ((await this.objects.head(cleanKey(upload), signal)) !== undefined) return;
  const inspected = await this.inspector.inspect(upload, signal);
  if (typeof inspected === 'string' || !inspected.outcome.accepted) return;
  await this.promote(upload, inspected.object, inspected.outcome, signal);
  return;
}`;

const DISAGREEING = '2 scanners that disagree, told twice';

/** What a hurried change might do to the scan. */
export const scanMutations: Readonly<Record<string, Mutation>> = {
  'a copy without If-Match': {
    conditions: { copiesOnlyWhatWasChecked: false },
    world: 'a client that overwrites',
    problem: 'clean/ holds what no scan accepted',
  },
  'a copy without If-None-Match': {
    conditions: { copiesOnlyWhereNothingIs: false },
    world: 'a client that replays its URL',
    problem: 'what is in clean/ was overwritten',
  },
  'a copy that keeps the metadata of its source': {
    conditions: { copyReplacesMetadata: false },
    world: 'one scanner and 2 faults',
    problem: 'clean/ says what the client claimed, not what was found',
  },
  'a verdict without If-None-Match': {
    conditions: { decidesOnlyOnce: false },
    world: DISAGREEING,
    problem: 'a verdict was changed',
  },
  'no first look': {
    scan: [[FIRST_LOOK, 'const stored = undefined as Awaited<ReturnType<VerdictStore["find"]>>;']],
    world: 'a client that replays its URL',
    problem: 'a scan that began after the verdict copies',
  },
  'no second look': {
    scan: [[SECOND_LOOK, 'return undefined;']],
    world: DISAGREEING,
    problem: 'something is left in clean/',
  },
  'a verdict before the copy': {
    scan: [[PROMOTE, `await this.verdicts.create(upload, ${OWN_VERDICT}, signal); ${PROMOTE}`]],
    world: 'one scanner and 2 faults',
    problem: 'validated, and nothing is in clean/',
  },
  'a copy after the verdict': {
    scan: [[SETTLED, COPY_IF_ABSENT]],
    world: 'an eraser and 2 scanners',
    problem: 'a scan that began after the verdict copies',
  },
  'no adoption of what a dead scanner copied': {
    scan: [[ADOPT, 'return undefined;']],
    world: 'one scanner and 2 faults',
    problem: 'a message comes again and again',
  },
  'an adoption that describes what was read': {
    scan: [[ADOPT, `return (await this.adopt(upload, signal)) && ${OWN_VERDICT};`]],
    world: 'a client that overwrites',
    problem: 'the verdict does not describe what is in clean/',
  },
  'no obedience to the first verdict': {
    scan: [[CREATE, `${CREATE} return verdict;`]],
    world: 'an eraser and 2 scanners',
    problem: 'validated, and nothing is in clean/',
  },
  'an event before the verdict': {
    scan: [[CREATE, `await this.announce(upload, verdict, signal); ${CREATE}`]],
    world: 'one scanner and 2 faults',
    problem: 'an event was published without a verdict',
  },
  'a rejection that leaves clean/': {
    scan: [[DELETE_CLEAN, '']],
    world: DISAGREEING,
    problem: 'something is left in clean/',
  },
  'no return for a late copy': {
    scan: [[REQUEUE, '']],
    world: DISAGREEING,
    problem: 'something is left in clean/',
  },
  'a return before the late copy': {
    scan: [[REQUEUE, 'if (receiveCount > 1) await this.queue.request(upload, 0, signal);']],
    world: 'a client that replays its URL',
    problem: 'something is left in clean/',
  },
  'a delete of incoming/ before the verdict': {
    scan: [[CREATE, `${DELETE_INCOMING} ${CREATE}`]],
    world: 'one scanner and 2 faults',
    problem: 'an object came and there is no verdict',
  },
  'a delete of incoming/ before the event': {
    scan: [[ANNOUNCE, `${DELETE_INCOMING} ${ANNOUNCE}`]],
    world: 'a dropped dead letter',
    problem: 'nobody was told the verdict',
  },
  'a delete of incoming/ before clean/ is settled': {
    scan: [[SETTLE, `${DELETE_INCOMING} ${SETTLE}`]],
    world: 'a dropped dead letter',
    problem: 'nobody was told the verdict',
  },
  'no event when a verdict is found': {
    scan: [[OWED, 'false']],
    world: 'a dropped dead letter',
    problem: 'nobody was told the verdict',
  },
  'no event when a message comes again': {
    scan: [[CAME_AGAIN, '']],
    world: 'a client that overwrites',
    problem: 'nobody was told the verdict',
  },
  'an event for what came after the verdict alone': {
    scan: [[CAME_BEFORE, 'object !== undefined && object.lastModified > lastModified']],
    world: 'a dropped dead letter',
    problem: 'nobody was told the verdict',
  },
  'no delete of incoming/': {
    scan: [[DELETE_INCOMING, '']],
    world: 'one scanner and 2 faults',
    problem: 'something is left in incoming/',
  },
  'an acknowledgement before the scan': {
    programs: {
      scanner: (receiveCount) => async (ports) => {
        await ports.acknowledge();
        await scannerOf(Scan)(receiveCount)(ports);
      },
    },
    world: 'one scanner and 2 faults',
    problem: 'something is left in incoming/',
  },
};
