import { DEV_API_KEY } from '../stack/environment.js';
import { Client } from './client.js';
import { fileSample } from './sample.js';
import { samples } from './samples.js';
import { system } from './system.js';
import { table } from './table.js';
import { type Result, upload } from './upload.js';

/** `npm run demo [-- FILE…]`: uploads files as a client would and shows what became of them. Exits 0 only if all of it was expected. */
const files = process.argv.slice(2);
const chosen = await (files.length > 0 ? Promise.all(files.map(fileSample)) : samples()).catch(fail);
const { url, leave } = await system();
const client = new Client(url, process.env.AIRLOCK_API_KEY ?? DEV_API_KEY);
const results: Result[] = [];
try {
  for (const sample of chosen) results.push(await upload(client, sample, process.stdout));
} finally {
  await leave();
}

const surprises = results.filter(({ sample, ...outcome }) => !isExpected(outcome, sample.expected));
process.stdout.write(`\n${report(results)}\n\n`);
for (const { sample, verdict, reason = 'no reason' } of surprises) {
  const { expected } = sample;
  process.stdout.write(
    `${sample.filename}: expected ${expected.verdict} (${expected.reason ?? 'no reason'}), not ${verdict} (${reason})\n`,
  );
}
process.stdout.write(`${results.length - surprises.length} of ${results.length} as expected\n`);
process.exitCode = surprises.length === 0 ? 0 : 1;

function isExpected(
  outcome: Pick<Result, 'verdict' | 'reason'>,
  expected: Pick<Result, 'verdict' | 'reason'>,
) {
  return outcome.verdict === expected.verdict && outcome.reason === expected.reason;
}

function report(rows: readonly Result[]): string {
  const header = ['file', 'declared type', 'verdict', 'reason', 'detected type', 'ms'];
  return table(
    header,
    rows.map(({ sample, verdict, reason, detectedType, milliseconds }) => [
      sample.filename,
      short(sample.contentType),
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
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
