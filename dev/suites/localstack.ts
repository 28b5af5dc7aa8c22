import { nativeLocalStack } from '../localstack/native.js';
import { Kept } from '../stack/kept.js';
import { printed } from '../stack/log.js';
import type { Log } from '../stack/program.js';
import { freePorts } from '../stack/ports.js';
import { jest } from './jest.js';

/** `npm run test:localstack`: all that runs against a cloud, on LOCALSTACK_ENDPOINT or on a LocalStack started for it. */
const suites = ['--selectProjects', 'int', 'e2e', ...process.argv.slice(2)];
const given = process.env.LOCALSTACK_ENDPOINT;
process.exitCode = given ? await jest(suites, {}) : await onNative();

async function onNative(): Promise<number> {
  const [port = 0] = await freePorts(1);
  const print = printed(process.stderr);
  let isQuiet = false; // the last line is the tally of the tests
  const log: Log = (name, line) => {
    if (!isQuiet) print(name, line);
  };
  const { program, endpoint } = await nativeLocalStack(port, log);
  const kept = await Kept.start(program, log, new AbortController().signal);
  try {
    return await jest(suites, { LOCALSTACK_ENDPOINT: endpoint, NATIVE_LOCALSTACK: '1' });
  } finally {
    isQuiet = true;
    await kept.stop();
  }
}
