import { ZIP } from '../sample.js';
import { buildZip, type BuiltEntry } from '../zip-builder.js';
import { filled, KIB, MIB, worst, type WorstFile } from './worst-file.js';

const zip = (name: string, entries: () => BuiltEntry[]): WorstFile =>
  worst(ZIP, name, () => buildZip(entries()));
const many = (count: number, make: (at: number) => BuiltEntry): BuiltEntry[] =>
  Array.from({ length: count }, (_, at) => make(at));
const empty = (name: string): BuiltEntry => ({ name, content: '', method: 0 });

export const worstArchives: readonly WorstFile[] = [
  zip('19,999 empty files', () => many(19_999, (at) => empty(`${at}`))),
  zip('19,999 files in no order', () =>
    many(19_999, (at) => empty(`${(at * 7919) % 19_999}`)).sort((a, b) => (a.name < b.name ? -1 : 1)),
  ),
  zip('19,999 files with extra fields between them', () =>
    many(19_999, (at) => ({
      ...empty(`${at}`),
      localExtra: Buffer.from([9, 9, 60, 0, ...Buffer.alloc(60)]),
    })),
  ),
  worst(ZIP, '65,534 files', () => buildZip(many(65_534, (at) => empty(`${at}`)))),
  zip('names of 60 KiB of slashes', () => many(60, (at) => empty(`${'/'.repeat(60 * KIB)}${at}`))),
  zip('names of 30,000 folders', () => many(60, (at) => empty(`${'a/'.repeat(30_000)}${at}`))),
  zip('names of combining marks', () => many(60, (at) => empty(`${'\u0301\u0316'.repeat(15_000)}${at}`))),
  zip('names of dots', () => many(60, (at) => empty(`${'.zip'.repeat(15_000)}${'. '.repeat(20)}${at}`))),
  zip('extra fields of 60 KiB', () =>
    many(60, (at) => ({ ...empty(`${at}`), directoryExtra: filled(60 * KIB, Buffer.from([9, 9, 0, 0])) })),
  ),
  zip('1,999 links', () =>
    many(1999, (at) => ({
      name: `link${at}`,
      content: 'a/'.repeat(2000),
      method: 0,
      externalAttributes: 0xa1ff0000,
    })),
  ),
  zip('400 deflated archives of 2,000 files', () => {
    const content = buildZip(many(2000, (at) => empty(`${at}`)));
    return many(400, (at) => ({ name: `${at}.zip`, content }));
  }),
  zip('60 MiB of zeros, deflated', () => [{ name: 'zeros', content: Buffer.alloc(60 * MIB) }]),
  zip('200 files just below what makes a bomb', () => {
    const content = Buffer.alloc(MIB);
    return many(200, (at) => ({ name: `${at}`, content }));
  }),
  zip('15,000 files of a few bytes, deflated', () => many(15_000, (at) => ({ name: `${at}`, content: 'a' }))),
  worst(ZIP, 'a comment of end records', () =>
    buildZip([empty('a')], { comment: filled(65_000, Buffer.from('PK\x05\x06', 'latin1')) }),
  ),
];
