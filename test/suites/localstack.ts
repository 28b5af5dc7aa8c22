import '#require-node';
import { nativeLocalStack } from '../../tools/localstack/native.js';
import { Kept } from '../../tools/stack/kept.js';
import { printed } from '../../tools/stack/log.js';
import { freePorts } from '../../tools/stack/ports.js';
import { jest } from './jest.js';
import { line, type Tally } from './tally.js';

/** These bring an embedded cloud of their own, to break it: they would prove nothing about LocalStack. */
const OWN_CLOUD = 'test/faults/';

/** `npm run test:localstack`: all that runs against a cloud, on LOCALSTACK_ENDPOINT or on a LocalStack started for it. */
const suites = [
  '--selectProjects',
  'int',
  'e2e',
  `--testPathIgnorePatterns=${OWN_CLOUD}`,
  ...process.argv.slice(2),
];
const tally = process.env.LOCALSTACK_ENDPOINT ? await jest(suites, {}) : await onNative();
process.stdout.write(`${line(tally)}\n`);
process.exitCode = tally.failed > 0 ? 1 : 0;

async function onNative(): Promise<Tally> {
  const [port = 0] = await freePorts(1);
  const log = printed(process.stderr);
  const { program, endpoint } = await nativeLocalStack(port, log);
  const kept = await Kept.start(program, log, new AbortController().signal);
  try {
    return await jest(suites, { LOCALSTACK_ENDPOINT: endpoint, NATIVE_LOCALSTACK: '1' });
  } finally {
    await kept.stop();
  }
}
