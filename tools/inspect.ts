import '#require-node';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Policy, Warning } from '#core';
import {
  FIRST_READ_BYTES,
  Inspection,
  loadCustomChecks,
  type CheckTrace,
  type InspectionResult,
  type RangeSource,
} from '#checks';
import { readPolicies } from '#service';
import { commandLine, misused, MISUSED, oneLine } from './command-line.js';
import { declaredAs } from './declared-as.js';

const USAGE = `npm run inspect -- [--policy NAME] [--type MEDIA/TYPE] [--policies FILE] [--check MODULE]… FILE…

What the scanner would say of local files, which check said it, and what each cost. No cloud. Exits with 1 if one is refused.`;

const { values, positionals } = commandLine(USAGE, {
  policy: { type: 'string' },
  type: { type: 'string' },
  policies: { type: 'string', default: 'policies.json' },
  check: { type: 'string', multiple: true, default: [] },
});
if (positionals.length === 0) misused(USAGE);
const policies = await readPolicies(values.policies).catch(fail);
const customChecks = await loadCustomChecks(values.check).catch(fail);
let isAnyRejected = false;
for (const path of positionals) isAnyRejected = !(await inspect(path).catch(fail)) || isAnyRejected;
process.exitCode = isAnyRejected ? 1 : 0;

/** What the scanner would say of the file, had it been declared honestly; true if it is accepted. */
async function inspect(path: string): Promise<boolean> {
  const filename = basename(path);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { contentType, policy: name } = declaredAs(filename, size, [...policies.values()], values);
    const policy = policies.get(name)!;
    const source = await fileSource(file, size);
    const traces: CheckTrace[] = [];
    const inspection = new Inspection({ customChecks, onCheck: (trace) => traces.push(trace) });
    const declaration = { policy: name, filename, contentType, size: Math.max(1, size), metadata: {} };
    const subject = { declaration, policy, storedContentType: contentType, size, source };
    const result = await inspection.run(subject, new AbortController().signal);
    print(path, contentType, policy, source, traces, result);
    return !('rejection' in result);
  } finally {
    await file.close();
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${oneLine(error)}\n`);
  process.exit(MISUSED);
}

async function fileSource(file: Awaited<ReturnType<typeof open>>, size: number): Promise<RangeSource> {
  const first = Buffer.alloc(Math.min(size, FIRST_READ_BYTES));
  await file.read(first, 0, first.length, 0);
  return {
    size,
    first,
    open: async (start, length) =>
      file.createReadStream({
        start,
        end: start + length - 1,
        autoClose: false,
      }) as AsyncIterable<Uint8Array>,
  };
}

function print(
  path: string,
  contentType: string,
  policy: Policy,
  source: RangeSource,
  traces: readonly CheckTrace[],
  result: InspectionResult,
): void {
  console.log(`${path}  (${source.size} bytes, ${contentType}, policy ${policy.name})`);
  row('first read', '', 1, source.first.length, '');
  let requests = 1;
  let bytes = source.first.length;
  for (const trace of traces) {
    requests += trace.requests;
    bytes += trace.bytes;
    row(
      trace.check,
      trace.milliseconds.toFixed(1),
      trace.requests,
      trace.bytes,
      trace.rejection?.code ?? 'ok',
    );
  }
  row('total', '', requests, bytes, '');
  if ('rejection' in result) {
    console.log(`  rejected: ${nameOf(result.rejection)}: ${result.rejection.detail}`);
    if (result.detectedContentType !== undefined) console.log(`  detected: ${result.detectedContentType}`);
  } else {
    console.log(
      `  accepted: ${result.contentType}${result.checksum ? `, sha256 ${result.checksum.value}` : ''}`,
    );
    for (const warning of result.warnings) console.log(`  warning: ${nameOf(warning)}: ${warning.detail}`);
  }
}

function row(check: string, milliseconds: string, requests: number, bytes: number, outcome: string): void {
  const cells = [
    check.padEnd(24),
    `${milliseconds.padStart(8)} ms`,
    `${requests} req`.padStart(8),
    `${bytes} B`.padStart(12),
  ];
  console.log(`  ${cells.join(' ')}  ${outcome}`);
}

/** The code, and the kind of active content, which a policy may allow by itself. */
function nameOf({ code, kind }: Warning): string {
  return kind === undefined ? code : `${code} (${kind})`;
}
