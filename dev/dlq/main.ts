import { parseArgs } from 'node:util';
import { AwsClients, AwsEnvironment, QueueUrls } from '#aws';
import { readEnvironment } from '#service';
import { type DeadLetter, DeadLetters } from './dead-letters.js';

const USAGE = `npm run dlq -- list                  what was given up, and why
npm run dlq -- show ID                one message, whole
npm run dlq -- redrive ID…|--all      back to the scan queue
npm run dlq -- drop ID…|--all         what would be dropped; with --yes it is

The queues are those of the environment (AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCOUNT_ID, SCAN_QUEUE, SCAN_DLQ);
without AWS_ENDPOINT_URL: AWS. For the system of \`npm start\`:
AWS_ENDPOINT_URL=http://localhost:4566 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test npm run dlq -- list
`;

/** The message is the last thing that knows of what a scanner left when it died. */
const DROP_WARNING =
  '. The sweeper still ends what stands in incoming/, but a copy left in clean/ against a rejection stays: when unsure, redrive';

/** Control characters of a hostile key must not reach the terminal. */
const CONTROLS = /[\p{Cc}\p{Cf}]/gu;
const MAX_LINE_CHARACTERS = 200;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } },
});
const [verb = '', ...ids] = positionals;

const environment = readEnvironment(AwsEnvironment, process.env);
const clients = new AwsClients(environment);
const urls = new QueueUrls(environment);
const dead = new DeadLetters(clients.sqs, urls.scanDeadLetter, urls.scan);

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
      throw new Error(USAGE);
  }
}

try {
  if (!['list', 'show', 'redrive', 'drop'].includes(verb)) throw new Error(USAGE);
  await dead.whileHeld(verb === 'list' || values.all ? [] : ids, run);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  clients.destroy();
}
