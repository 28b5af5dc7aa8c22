/** `npm run costs`: what a scan costs at most, by media type; of genuine files, and of the worst that are known. */
import { globSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { findMediaType, MEDIA_TYPES } from '#checks';
import { genuineArchives } from './genuine/archives.js';
import { genuineImages } from './genuine/images.js';
import { genuineOffice } from './genuine/office.js';
import { genuinePdf } from './genuine/pdf.js';
import { genuineSvg } from './genuine/svg.js';
import { scanOnce } from './inspect.js';
import type { Claims } from './inspect.js';
import type { Sample } from './sample.js';
import { watch } from './watchdog.js';
import { worstFiles } from './worst/index.js';

const MIB = 1024 * 1024;

interface Costs {
  cpuMilliseconds: number;
  blockedMilliseconds: number;
  memoryBytes: number;
}

/** The second of two scans: the first one compiles. */
async function costsOf(bytes: Buffer, contentType: string, claims: Claims = {}): Promise<Costs> {
  await scanOnce(bytes, contentType, claims);
  globalThis.gc?.();
  const before = usedBytes();
  const start = process.cpuUsage();
  let memoryBytes = 0;
  const { blockedMilliseconds } = await watch(
    () => scanOnce(bytes, contentType, claims),
    () => (memoryBytes = Math.max(memoryBytes, usedBytes() - before)),
  );
  const { user, system } = process.cpuUsage(start);
  return { cpuMilliseconds: (user + system) / 1000, blockedMilliseconds, memoryBytes };
}

/** What nobody needs any more, but nobody has collected either, is in it. */
function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const text = (contentType: string, line: string): Sample => ({
  name: line,
  contentType,
  bytes: () => Buffer.from(line.repeat(MIB / line.length)),
});

const most = (one: Costs | undefined, other: Costs): Costs => ({
  cpuMilliseconds: Math.max(one?.cpuMilliseconds ?? 0, other.cpuMilliseconds),
  blockedMilliseconds: Math.max(one?.blockedMilliseconds ?? 0, other.blockedMilliseconds),
  memoryBytes: Math.max(one?.memoryBytes ?? 0, other.memoryBytes),
});
const nameOf = (contentType: string): string => findMediaType(contentType)?.mediaType ?? contentType;
const typeOf = (path: string): string =>
  MEDIA_TYPES.find(({ extensions }) => extensions.includes(path.slice(path.lastIndexOf('.') + 1)))
    ?.mediaType ?? '';

const samples = [
  ...genuineOffice,
  ...genuinePdf,
  ...genuineArchives,
  ...genuineImages,
  ...genuineSvg,
  text('text/plain', 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.\n'),
  text('text/csv', '1027;2024-08-31;"Müller, Anna";-12.50;EUR\n'),
  {
    name: 'JSON',
    contentType: 'application/json',
    bytes: () =>
      Buffer.from(JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, a: ['b', 1.5] })))),
  },
];
const fixtures = globSync('test/fixtures/accept/**/*.*');
const genuine = new Map<string, Costs>();
const worst = new Map<string, Costs>();
for (const sample of samples) {
  const contentType = nameOf(sample.contentType);
  const costs = await costsOf(await sample.bytes(), sample.contentType, sample.claims);
  genuine.set(contentType, most(genuine.get(contentType), costs));
}
for (const path of fixtures) {
  const contentType = typeOf(path);
  genuine.set(contentType, most(genuine.get(contentType), await costsOf(readFileSync(path), contentType)));
}
for (const { bytes, contentType } of worstFiles())
  worst.set(nameOf(contentType), most(worst.get(nameOf(contentType)), await costsOf(bytes, contentType)));

const cells = (costs: Costs | undefined): string[] =>
  costs === undefined
    ? ['', '', '']
    : [
        costs.cpuMilliseconds.toFixed(0),
        costs.blockedMilliseconds.toFixed(0),
        (costs.memoryBytes / MIB).toFixed(0),
      ];
const row = (...values: string[]): string => `| ${values.join(' | ')} |`;
process.stdout.write(
  [
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}: the most of any file`,
    row('type', 'genuine: CPU ms', 'blocked ms', 'MiB', 'worst: CPU ms', 'blocked ms', 'MiB'),
    row('---', '--:', '--:', '--:', '--:', '--:', '--:'),
    ...MEDIA_TYPES.map(({ mediaType }) =>
      row(mediaType, ...cells(genuine.get(mediaType)), ...cells(worst.get(mediaType))),
    ),
    '',
  ].join('\n'),
);
