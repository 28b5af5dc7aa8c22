import { describe, expect, it } from '@jest/globals';
import { statusOf } from '../world/invariants.js';
import { describeViolation, replay } from './replay.js';

const ACCEPTED = [
  'client puts good',
  'scanner 1 receives a message for time 1',
  'scanner 1: verdicts.find',
  'scanner 1: inspector.inspect accepts',
  'scanner 1: objects.promote begins',
  'scanner 1: objects.promote',
  'scanner 1: verdicts.create',
  'scanner 1: events.publish',
  'scanner 1: objects.delete incoming',
  'scanner 1: message.acknowledge',
];

describe('a violation', () => {
  it('is printed as the replay that shows it', () => {
    const violation = { problem: 'something is left in clean/', schedule: ['client puts good'] };
    expect(describeViolation({ puts: ['good'], scanners: 1 }, violation)).toBe(
      'something is left in clean/\nawait replay({"puts":["good"],"scanners":1}, [\n  "client puts good",\n]);',
    );
  });
});

describe('a replay', () => {
  it('takes one decision after the other', async () => {
    const { world, problem } = await replay({ puts: ['good'], scanners: 1 }, ACCEPTED);
    expect([statusOf(world.verdict), world.incoming, world.clean?.bytes, problem]).toEqual([
      'validated',
      undefined,
      'good',
      undefined,
    ]);
  });

  it('says what could happen instead of a decision that cannot', async () => {
    const impossible = replay({ puts: ['good'], scanners: 1 }, ['scanner 1 dies']);
    await expect(impossible).rejects.toThrow('what can: client puts good');
  });
});
