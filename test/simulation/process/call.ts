import type { Promotion, UploadEvent, Verdict } from '#core';

/** What a process asks of the world: one request to S3, SQS or SNS, which takes effect when the scheduler says so. */
export type Call =
  | { readonly name: 'verdicts.find' }
  | { readonly name: 'verdicts.create'; readonly verdict: Verdict }
  | { readonly name: 'verdicts.replace'; readonly verdict: Verdict; readonly ifMatch: string }
  | { readonly name: 'objects.head'; readonly key: string }
  | { readonly name: 'objects.promote'; readonly promotion: Promotion }
  | { readonly name: 'objects.delete'; readonly key: string }
  | { readonly name: 'objects.list' }
  | { readonly name: 'inspector.inspect' }
  | { readonly name: 'events.publish'; readonly event: UploadEvent }
  | { readonly name: 'queue.request'; readonly delaySeconds: number }
  | { readonly name: 'queue.depth' }
  | { readonly name: 'message.acknowledge' };

/** Sends a call; its promise settles when the scheduler lets the answer through, or never. */
export type Send = (call: Call) => Promise<unknown>;

/** How a call reads in a schedule. */
export function titleOf(call: Call): string {
  return call.name === 'objects.delete'
    ? `${call.name} ${call.key.slice(0, call.key.indexOf('/'))}`
    : call.name;
}

const READS: ReadonlySet<Call['name']> = new Set([
  'verdicts.find',
  'objects.head',
  'objects.list',
  'inspector.inspect',
  'queue.depth',
]);

/** Whether anything is left of the call when its caller is gone. */
export const isWrite = ({ name }: Call): boolean => !READS.has(name);
