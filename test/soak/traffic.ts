import { setTimeout as pause } from 'node:timers/promises';
import { Client, type Presigned } from '../../tools/demo/client.js';
import { atMost } from '../faults/rig/at-most.js';
import { pick } from '../faults/rig/random.js';
import type { SoakCloud } from './cloud.js';
import type { Document, Documents } from './documents.js';
import { sawUnchecked } from './onlooker.js';

const CLIENTS = 24;
const REPLAYED_SHARE = 0.05;
/** How often S3's notification comes: mostly once, sometimes never, sometimes again and again. */
const NOTIFICATIONS: readonly [number, ...number[]] = [1, 1, 1, 1, 1, 1, 1, 0, 3, 3];
const MAX_NOTIFICATION_DELAY_SECONDS = 2;
/** The gateway may answer 503 while faults are on: a client asks again. */
const MAX_ASKS = 20;
/** As long as an onlooker stays: the sweeper may have to find it first. */
const MAX_SETTLED_POLLS = 60;
const SETTLED_POLL_MILLISECONDS = 250;

/** An upload as its client saw it. */
export interface Sent {
  readonly id: string;
  readonly document: Document;
  /** What it was told first; undefined if it was told nothing. */
  readonly status: string | undefined;
  /** Somebody could read what nobody may, if only for a moment. */
  readonly wasExposed: boolean;
}

export interface Traffic {
  readonly client: Client;
  readonly cloud: SoakCloud;
  readonly documents: Documents;
  readonly random: () => number;
}

/** So many uploads by a bounded number of clients, each of which waits for the verdict before it sends the next. */
export async function sendAll(
  uploads: number,
  traffic: Traffic,
  onSent: (count: number) => void,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  await atMost(CLIENTS, uploads, async (number) => {
    sent.push(await send(number, traffic));
    onSent(sent.length);
  });
  return sent;
}

async function send(number: number, { client, cloud, documents, random }: Traffic): Promise<Sent> {
  const document = random() < 0.5 ? documents.good(number) : documents.bad(number);
  const isReplayed = random() < REPLAYED_SHARE;
  const presigned = await presign(client, number, document);
  await put(presigned, document.bytes, [200]);
  await notify(cloud, presigned.id, random);
  const deciding = again(async () => (await client.verdict(presigned.id)).status);
  let wasExposed = await sawUnchecked(cloud, presigned.id, document, deciding);
  if (isReplayed) {
    // 412 while the first object is there, 200 once it was settled: then nobody may ever read these bytes.
    await put(presigned, documents.bad(number).bytes, [200, 412, 409]);
    await notify(cloud, presigned.id, random);
    wasExposed ||= await sawUnchecked(cloud, presigned.id, document, settled(cloud, presigned.id));
  }
  return { id: presigned.id, document, status: await deciding, wasExposed };
}

async function settled(cloud: SoakCloud, id: string): Promise<void> {
  for (let polls = 0; polls < MAX_SETTLED_POLLS && (await cloud.isIncoming(id)); polls++)
    await pause(SETTLED_POLL_MILLISECONDS);
}

async function presign(client: Client, number: number, { bytes }: Document): Promise<Presigned> {
  const presigned = await client.presign({
    filename: `${number}.pdf`,
    contentType: 'application/pdf',
    size: bytes.length,
    policy: 'documents',
  });
  if (typeof presigned === 'string') throw new Error(`presign: ${presigned}`);
  return presigned;
}

async function put(
  { uploadUrl, headers }: Presigned,
  bytes: Buffer,
  expected: readonly number[],
): Promise<void> {
  const { 'content-length': _, ...sent } = headers;
  const response = await fetch(uploadUrl, { method: 'PUT', headers: sent, body: new Uint8Array(bytes) });
  const text = await response.text();
  if (!expected.includes(response.status)) throw new Error(`PUT: ${response.status} ${text}`);
}

async function notify(cloud: SoakCloud, id: string, random: () => number): Promise<void> {
  for (let times = pick(random, NOTIFICATIONS); times > 0; times--)
    await cloud.notify(`incoming/local/${id}`, Math.floor(random() * (MAX_NOTIFICATION_DELAY_SECONDS + 1)));
}

async function again<T>(ask: () => Promise<T>): Promise<T | undefined> {
  for (let asks = 0; asks < MAX_ASKS; asks++) {
    try {
      return await ask();
    } catch {
      // asked again
    }
  }
  return undefined;
}
