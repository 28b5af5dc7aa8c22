import { open, readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePolicies, type Policy } from '#core';
import {
  FIRST_READ_BYTES,
  Inspection,
  loadCustomChecks,
  MEDIA_TYPES,
  type CheckTrace,
  type InspectionResult,
  type RangeSource,
} from '#checks';

const USAGE =
  'npm run inspect -- [--policy NAME] [--type MEDIA/TYPE] [--policies FILE] [--check MODULE]… FILE…';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    policy: { type: 'string' },
    type: { type: 'string' },
    policies: { type: 'string', default: 'policies.json' },
    check: { type: 'string', multiple: true, default: [] },
  },
});
if (positionals.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const policies = parsePolicies(JSON.parse(await readFile(values.policies, 'utf8')));
const customChecks = await loadCustomChecks(values.check);
let isAnyRejected = false;
for (const path of positionals) isAnyRejected = !(await inspect(path)) || isAnyRejected;
process.exitCode = isAnyRejected ? 1 : 0;

/** What the scanner would say of the file, had it been declared honestly; true if it is accepted. */
async function inspect(path: string): Promise<boolean> {
  const filename = basename(path);
  const contentType = values.type ?? typeByName(filename);
  const policy = contentType === undefined ? undefined : policyFor(contentType);
  if (contentType === undefined || policy === undefined) {
    console.log(
      `${path}\n  no ${contentType === undefined ? 'media type' : 'policy'} for it: give --type or --policy`,
    );
    return false;
  }
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const source = await fileSource(file, size);
    const traces: CheckTrace[] = [];
    const inspection = new Inspection({ customChecks, onCheck: (trace) => traces.push(trace) });
    const declaration = { policy: policy.name, filename, contentType, size: Math.max(1, size), metadata: {} };
    const subject = { declaration, policy, storedContentType: contentType, size, source };
    const result = await inspection.run(subject, new AbortController().signal);
    print(path, contentType, policy, source, traces, result);
    return !('rejection' in result);
  } finally {
    await file.close();
  }
}

function typeByName(filename: string): string | undefined {
  const extension = extname(filename).slice(1).toLowerCase();
  return MEDIA_TYPES.find(({ extensions }) => extensions.includes(extension))?.mediaType;
}

function policyFor(contentType: string): Policy | undefined {
  if (values.policy !== undefined) return policies.get(values.policy);
  return [...policies.values()].find(({ contentTypes }) => contentTypes.includes(contentType));
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
    console.log(`  rejected: ${result.rejection.code}: ${result.rejection.detail}`);
    if (result.detectedContentType !== undefined) console.log(`  detected: ${result.detectedContentType}`);
  } else {
    console.log(
      `  accepted: ${result.contentType}${result.checksum ? `, sha256 ${result.checksum.value}` : ''}`,
    );
    for (const { code, detail } of result.warnings) console.log(`  warning: ${code}: ${detail}`);
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
