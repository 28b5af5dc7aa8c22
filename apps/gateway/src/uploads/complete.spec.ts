import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Upload, UploadRef } from '#core';
import { anUpload, MemoryScanQueue, StoppedClock } from '#testing';
import { ASK_AGAIN_MILLISECONDS, Complete, MAX_ASKED, NOTIFICATION_GRACE_MILLISECONDS } from './complete.js';
import type { UploadStatus } from './upload-status.js';

let clock: StoppedClock;
let queue: MemoryScanQueue;
let complete: Complete;
let age: number;

beforeEach(() => {
  clock = new StoppedClock();
  queue = new MemoryScanQueue();
  age = NOTIFICATION_GRACE_MILLISECONDS + 1;
  const upload = { status: 'scanning' } as Upload;
  const arrived = {
    look: async () => ({ upload, arrivedAt: new Date(clock.milliseconds - age) }),
    settle: async () => upload,
  };
  complete = new Complete(arrived as unknown as UploadStatus, queue, clock);
});

const say = (upload: UploadRef): Promise<Upload> => complete.run(upload, 0, new AbortController().signal);
const scansOf = ({ id }: UploadRef): number =>
  queue.requested.filter(({ upload }) => upload.id === id).length;

describe('a client that says it is done', () => {
  it('has a scan asked for once its notification is late', async () => {
    const upload = anUpload();
    age = NOTIFICATION_GRACE_MILLISECONDS;
    await say(upload);
    expect(scansOf(upload)).toBe(0);
    age += 1;
    await say(upload);
    expect(scansOf(upload)).toBe(1);
  });

  it('has one asked for at most once a minute', async () => {
    const upload = anUpload();
    await say(upload);
    clock.milliseconds += ASK_AGAIN_MILLISECONDS - 1;
    await say(upload);
    expect(scansOf(upload)).toBe(1);
    clock.milliseconds += 1;
    await say(upload);
    expect(scansOf(upload)).toBe(2);
  });

  it('is forgotten first when too many have said so', async () => {
    const [first, second] = [anUpload(), anUpload()];
    await say(first);
    await say(second);
    for (let others = 2; others <= MAX_ASKED; others++) await say(anUpload());
    await say(second);
    await say(first);
    expect([scansOf(first), scansOf(second)]).toEqual([2, 1]);
  });
});
