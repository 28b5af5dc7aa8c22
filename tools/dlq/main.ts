import '#require-node';
import { AwsClients, queueUrl } from '#aws';
import { readEnvironment } from '#service';
import { commandLine, misused, oneLine } from '../command-line.js';
import { port } from '../settings.js';
import { CLOUD_CREDENTIALS, CLOUD_REGION } from '../stack/environment.js';
import { type DeadLetter, DeadLetters } from './dead-letters.js';
import { QueueEnvironment } from './queue-environment.js';

const USAGE = `npm run dlq -- list                  what was given up, and why
npm run dlq -- show ID                one message, whole
npm run dlq -- redrive ID…|--all      back to the scan queue
npm run dlq -- drop ID…|--all         what would be dropped; with --yes it is

Of the system of \`npm start\` (on LOCAL_CLOUD_PORT), or of what AWS_ENDPOINT_URL says; with --aws of AWS itself. What the
queues are called is in AWS_REGION, AWS_ACCOUNT_ID, SCAN_QUEUE and SCAN_DLQ, as the scanner has it.`;

/** The message is the last thing that knows of what a scanner left when it died. */
const DROP_WARNING =
  '. The sweeper still ends what stands in incoming/, but a copy left in clean/ against a rejection stays: when unsure, redrive';

/** Control characters of a hostile key must not reach the terminal. */
const CONTROLS = /[\p{Cc}\p{Cf}]/gu;
const MAX_LINE_CHARACTERS = 200;

const { values, positionals } = commandLine(USAGE, {
  all: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  aws: { type: 'boolean', default: false },
});
const [verb = '', ...ids] = positionals;

const cloud = values.aws ? { AWS_ENDPOINT_URL: '' } : localCloud(process.env);
Object.assign(process.env, cloud);
const environment = environmentOrExit();
const clients = new AwsClients(environment);
const urlOf = (queue: string): string => queueUrl(environment, queue);
const dead = new DeadLetters(clients.sqs, urlOf(environment.SCAN_DLQ), urlOf(environment.SCAN_QUEUE));

const print = (text: string): void => void process.stdout.write(`${text.replace(CONTROLS, '�')}\n`);
const line = ({
  id,
  sentAt,
  attempts = '?',
  reason = 'moved by SQS after its last delivery',
}: DeadLetter): string =>
  `${id}  ${sentAt.toISOString()}  ${attempts.padStart(2)} deliveries  ${reason}`.slice(
    0,
    MAX_LINE_CHARACTERS,
  );

function environmentOrExit(): Readonly<QueueEnvironment> {
  try {
    return readEnvironment(QueueEnvironment, process.env);
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n`);
    process.exit(1);
  }
}

async function run(letters: readonly DeadLetter[]): Promise<void> {
  const chosen = values.all ? letters : letters.filter(({ id }) => ids.includes(id));
  const missing = ids.filter((id) => !letters.some((letter) => letter.id === id));
  if (verb !== 'list' && missing.length > 0) throw new Error(`not in the queue: ${missing.join(', ')}`);
  if (verb !== 'list' && chosen.length === 0) throw new Error('name the messages, or say --all');
  switch (verb) {
    case 'list':
      letters.forEach((letter) => print(line(letter)));
      return print(`${letters.length} message(s)`);
    case 'show':
      return chosen.forEach((letter) => print(`${line(letter)} ${letter.body}`));
    case 'redrive':
      for (const letter of chosen) await dead.redrive(letter);
      return print(`${chosen.length} message(s) are back in ${environment.SCAN_QUEUE}`);
    case 'drop':
      chosen.forEach((letter) => print(line(letter)));
      if (!values.yes)
        return print(`${chosen.length} message(s) would be dropped; say --yes to do it${DROP_WARNING}`);
      for (const letter of chosen) await dead.drop(letter);
      return print(`${chosen.length} message(s) dropped`);
    default:
      return misused(USAGE);
  }
}

/** Whoever says no endpoint means the system that runs on this machine; credentials of their own would not open it. */
function localCloud({ AWS_ENDPOINT_URL, LOCAL_CLOUD_PORT }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (AWS_ENDPOINT_URL) return {};
  const cloudPort = port({ LOCAL_CLOUD_PORT }, 'LOCAL_CLOUD_PORT', 4566);
  return {
    ...CLOUD_CREDENTIALS,
    AWS_PROFILE: '',
    AWS_SESSION_TOKEN: '',
    AWS_REGION: CLOUD_REGION,
    AWS_ENDPOINT_URL: `http://localhost:${cloudPort}`,
  };
}

try {
  if (!['list', 'show', 'redrive', 'drop'].includes(verb)) misused(USAGE);
  await dead.whileHeld(verb === 'list' || values.all ? [] : ids, run);
} catch (error) {
  process.stderr.write(`${oneLine(error)}\n`);
  process.exitCode = 1;
} finally {
  clients.destroy();
}
