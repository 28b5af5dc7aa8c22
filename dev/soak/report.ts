import type { Client } from '../demo/client.js';
import type { SoakCloud } from './cloud.js';
import type { Sent } from './traffic.js';

/** What became of all uploads. */
export interface Report {
  readonly accepted: number;
  readonly rejected: number;
  /** Without a verdict, an event or an end of their scan; or genuine and yet rejected. */
  readonly lost: readonly string[];
  /** Announced under more than one event id, or told two verdicts. */
  readonly doubled: readonly string[];
  /** In `clean/` without having been accepted, or other bytes than those that were. */
  readonly uncheckedReadable: readonly string[];
}

/** Looks at everything once it is at rest. */
export async function reportOn(
  sent: readonly Sent[],
  { cloud, client }: { cloud: SoakCloud; client: Client },
): Promise<Report> {
  const { incoming, verdicts, clean } = await cloud.census();
  const events = await cloud.eventIds();
  const known = new Map(sent.map((upload) => [upload.id, upload]));
  const lost: string[] = [];
  const doubled: string[] = [];
  const uncheckedReadable = [...clean].filter((id) => !known.has(id));
  let accepted = 0;
  for (const { id, document, status } of sent) {
    const isDecided = verdicts.has(id) && !incoming.has(id);
    const final = isDecided ? (await client.verdict(id)).status : undefined;
    const ids = [...(events.get(id) ?? [])];
    const isAccepted = final === 'validated';
    if (isAccepted) accepted++;
    if (final === undefined || ids.length === 0 || (document.isGood && !(isAccepted && clean.has(id))))
      lost.push(id);
    if (ids.length > 1 || (final !== undefined && (status ?? final) !== final)) doubled.push(id);
    if (ids.some((eventId) => final !== undefined && eventId !== `${id}.${final}`)) doubled.push(id);
    if (!clean.has(id)) continue;
    const isWhatWasSent = (await cloud.cleanBytes(id)).equals(document.bytes);
    if (!isAccepted || !document.isGood || !isWhatWasSent) uncheckedReadable.push(id);
  }
  const rejected = sent.length - accepted - lost.length;
  return { accepted, rejected, lost, doubled: [...new Set(doubled)], uncheckedReadable };
}
