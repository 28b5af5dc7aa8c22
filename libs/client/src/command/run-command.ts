import { parseArgs } from 'node:util';
import { createBackend, type Backend } from '../backend.js';
import { createClient } from '../client.js';
import { download } from './download.js';
import { ACCEPTED, exitCodeOf, exitCodeOfError, MISUSED } from './exit-code.js';
import { idsLast } from './ids-last.js';
import { localFile, type LocalFile } from './local-file.js';
import { Report, type Out } from './report.js';
import { sentence } from './sentence.js';
import { USAGE } from './usage.js';

const OPTIONS = {
  policy: { type: 'string' },
  type: { type: 'string' },
  output: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

interface Invocation {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly options: Options;
  readonly report: Report;
}

/** An empty variable counts as unset. */
const set = (variable: string | undefined) => (variable === '' ? undefined : variable);

/** The command `airlock`. Gives its exit code; see {@link USAGE}. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  out: Out,
  errors: Out,
): Promise<number> {
  const misused = (reason: string) => {
    errors.write(`${reason}; see airlock --help\n`);
    return MISUSED;
  };
  let parsed;
  try {
    parsed = parseArgs({ args: idsLast(args), options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return misused((error as Error).message);
  }
  const { values: options, positionals } = parsed;
  const [command, ...operands] = positionals;
  if (options.help) {
    out.write(`${USAGE}\n`);
    return ACCEPTED;
  }
  const invocation: Invocation = {
    endpoint: set(env.AIRLOCK_URL) ?? 'http://localhost:3000',
    apiKey: set(env.AIRLOCK_KEY) ?? 'local-dev-key',
    options,
    report: new Report(options.json === true, out, errors),
  };
  if (command === 'upload')
    return operands.length === 0 ? misused('upload needs a file') : upload(operands, invocation);
  if (command !== 'status' && command !== 'download' && command !== 'erase')
    return misused(command === undefined ? 'a command is missing' : `no command is named ${command}`);
  const [id, ...more] = operands;
  if (id === undefined || more.length > 0) return misused(`${command} needs the id of one upload`);
  const { endpoint, apiKey, report } = invocation;
  try {
    return await COMMANDS[command](createBackend({ endpoint, apiKey }), id, invocation);
  } catch (error) {
    report.fail(id, error);
    return exitCodeOfError(error);
  }
}

const COMMANDS: Record<
  'status' | 'download' | 'erase',
  (backend: Backend, id: string, invocation: Invocation) => Promise<number>
> = {
  async status(backend, id, { report }) {
    const upload = await backend.status(id);
    report.say(sentence(upload), upload);
    return exitCodeOf(upload);
  },
  async download(backend, id, { report, options: { output } }) {
    const file = await download(backend, id, output);
    report.say(`saved as ${file}`, { id, file });
    return ACCEPTED;
  },
  async erase(backend, id, { report }) {
    await backend.erase(id);
    report.say('erased', { id, status: 'erased' });
    return ACCEPTED;
  },
};

/** One after the other. Nothing is sent unless every file is there. */
async function upload(paths: readonly string[], invocation: Invocation): Promise<number> {
  const { report } = invocation;
  const opened = await Promise.allSettled(paths.map(localFile));
  const missing = opened.filter((file) => file.status === 'rejected');
  for (const { reason } of missing) report.fail('airlock', reason);
  if (missing.length > 0) return MISUSED;
  let exitCode = ACCEPTED;
  for (const file of opened)
    if (file.status === 'fulfilled') exitCode = Math.max(exitCode, await uploadOne(file.value, invocation));
  return exitCode;
}

async function uploadOne(
  { path, name, bytes }: LocalFile,
  { endpoint, apiKey, options: { policy, type }, report }: Invocation,
): Promise<number> {
  try {
    const sent = await createClient({ endpoint, token: apiKey }).upload(bytes, {
      filename: name,
      ...(policy !== undefined && { policy }),
      ...(type !== undefined && { contentType: type }),
      onProgress: ({ sentBytes, totalBytes }) =>
        report.progress(name, totalBytes === 0 ? 100 : Math.floor((100 * sentBytes) / totalBytes)),
    });
    const verdict = await sent.verdict();
    report.say(`${path}: ${sentence(verdict)}\n  id ${sent.id}`, { file: path, ...verdict });
    return exitCodeOf(verdict);
  } catch (error) {
    report.fail(path, error);
    return exitCodeOfError(error);
  }
}
