import '#require-node';
import { commandLine, oneLine } from '../command-line.js';
import { declaredAs } from '../declared-as.js';
import { DEV_API_KEY } from '../stack/environment.js';
import { Client } from './client.js';
import { fileSample } from './sample.js';
import { samples } from './samples.js';
import { system } from './system.js';
import { table } from './table.js';
import { type Result, upload } from './upload.js';

const USAGE = `npm run demo                                              uploads samples, good and bad
npm run demo -- [--policy NAME] [--type MEDIA/TYPE] FILE…  uploads your own files

Uses the system that listens on PORT (3000), or starts one of its own. Exits with 0 only if every sample ended as expected, or
every file of yours was validated.`;

/** Uploads files as a client would, and shows what became of them. */
const { values, positionals } = commandLine(USAGE, {
  policy: { type: 'string' },
  type: { type: 'string' },
});
const chosen = await (positionals.length > 0 ? Promise.all(positionals.map(fileSample)) : samples()).catch(
  fail,
);
const { url, leave } = await system();
const client = new Client(url, process.env.AIRLOCK_API_KEY ?? DEV_API_KEY);
const results: Result[] = [];
try {
  const policies = await client.policies();
  const declared = chosen.map((sample) =>
    declaredAs(sample.filename, sample.size, policies, { ...values, ...sample }),
  );
  for (const [at, sample] of chosen.entries())
    results.push(await upload(client, sample, declared[at]!, process.stdout));
} catch (error) {
  await leave();
  fail(error);
}
await leave();

process.stdout.write(`\n${report(results)}\n\n`);
for (const { sample, detail } of results)
  if (sample.expected === undefined && detail !== undefined)
    process.stdout.write(`${sample.filename}: ${detail}\n`);
const surprises = results.filter((result) => !isExpected(result));
for (const { sample, verdict, reason = 'no reason' } of surprises) {
  const { expected } = sample;
  if (expected !== undefined)
    process.stdout.write(
      `${sample.filename}: expected ${expected.verdict} (${expected.reason ?? 'no reason'}), not ${verdict} (${reason})\n`,
    );
}
process.stdout.write(
  `${results.length - surprises.length} of ${results.length} ${positionals.length > 0 ? 'validated' : 'as expected'}\n`,
);
process.exitCode = surprises.length === 0 ? 0 : 1;

/** Of a file of the user's nothing is expected, but whoever calls this from a script wants to know. */
function isExpected({
  sample: { expected = { verdict: 'validated' } as const },
  verdict,
  reason,
}: Result): boolean {
  return verdict === expected.verdict && reason === expected.reason;
}

function report(rows: readonly Result[]): string {
  const header = ['file', 'declared type', 'verdict', 'reason', 'detected type', 'ms'];
  return table(
    header,
    rows.map(({ sample, contentType, verdict, reason, detectedType, milliseconds }) => [
      sample.filename,
      short(contentType),
      verdict,
      reason ?? '',
      short(detectedType ?? ''),
      milliseconds,
    ]),
  );
}

/** The media type of a DOCX alone would fill the line. */
function short(contentType: string): string {
  return contentType.replace('vnd.openxmlformats-officedocument', '…');
}

/** A mistake in the command line needs no stack. */
function fail(error: unknown): never {
  process.stderr.write(`${oneLine(error)}\n`);
  process.exit(1);
}
