import type { Client } from '../../tools/demo/client.js';
import { atMost } from '../faults/rig/at-most.js';
import type { SoakCloud } from './cloud.js';
import type { Sent } from './traffic.js';

const ASKED_AT_ONCE = 8;

/** What became of all uploads. */
export interface Report {
  readonly accepted: number;
  readonly rejected: number;
  /** Without a verdict, an event or an end of their scan; or genuine and yet rejected. */
  readonly lost: readonly string[];
  /** Announced as more than one verdict, or told as another than was announced. */
  readonly doubled: readonly string[];
  /** In `clean/`, at any time, without having been accepted, or other bytes than those that were. */
  readonly uncheckedReadable: readonly string[];
}

/** Where a report looks: past the apps at what is stored and announced, and through them at what they tell. */
export interface Sources {
  readonly cloud: Pick<SoakCloud, 'census' | 'events' | 'cleanBytes'>;
  readonly client: Pick<Client, 'verdict'>;
}

/** Looks at everything once it is at rest. */
export async function reportOn(sent: readonly Sent[], { cloud, client }: Sources): Promise<Report> {
  const { incoming, verdicts, clean } = await cloud.census();
  const events = await cloud.events();
  const report = { accepted: 0, rejected: 0, lost: [] as string[], doubled: [] as string[] };
  const known = new Set(sent.map(({ id }) => id));
  const uncheckedReadable = [...clean].filter((id) => !known.has(id));

  async function judge({ id, document, status, wasExposed }: Sent): Promise<void> {
    const isSettled = verdicts.has(id) && !incoming.has(id);
    const final = isSettled ? (await client.verdict(id)).status : undefined;
    const announced = events.get(id) ?? [];
    const isAccepted = final === 'validated';
    const isReadable = clean.has(id);
    const isDenied = document.isGood && !(isAccepted && isReadable);
    const isContradicted =
      final !== undefined &&
      ((status ?? final) !== final || announced.some((event) => event.id !== `${id}.${final}`));
    const mayBeRead = isAccepted && document.isGood;

    if (final === undefined || announced.length === 0 || isDenied) report.lost.push(id);
    else if (isAccepted) report.accepted++;
    else report.rejected++;
    if (isContradicted || announced.length > 1) report.doubled.push(id);
    const isExposed = isReadable && !(mayBeRead && (await cloud.cleanBytes(id))?.equals(document.bytes));
    if (wasExposed || isExposed) uncheckedReadable.push(id);
  }

  await atMost(ASKED_AT_ONCE, sent.length, async (number) => {
    const upload = sent[number];
    if (upload !== undefined) await judge(upload);
  });
  return { ...report, uncheckedReadable };
}
