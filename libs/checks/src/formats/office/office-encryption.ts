import { OK, refuse, type Check } from '../../inspection/check.js';
import { compoundFileNames, isCompoundFile } from '../ole/compound-file.js';

/** The streams that tell the old binary formats from each other (MS-DOC 2.1, MS-XLS 2.1.2, MS-PPT 2.1). */
const LEGACY: readonly [stream: string, mediaType: string][] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
];

/** MS-OFFCRYPTO 2.3.1: with a password, an Office file is an OLE container around an encrypted package. */
export const encryptedContainer: Check = {
  name: 'office-encryption',
  reads: 'the head, and its directory',
  codes: ['encrypted', 'type-mismatch'],
  async run(subject) {
    if (!isCompoundFile(subject.reader.head)) return OK;
    const names = await compoundFileNames(subject);
    if (names.has('EncryptedPackage')) return refuse('encrypted', 'The Office file needs a password.');
    const [, contentType = 'application/x-cfb'] = LEGACY.find(([stream]) => names.has(stream)) ?? [];
    return {
      ...refuse('type-mismatch', 'The Office file is an OLE container, not an Office Open XML file.'),
      found: { contentType },
    };
  },
};

/** Nothing inside a container that a policy tolerates encrypted can be looked at. */
export const unlessEncrypted = (check: Check): Check => ({
  ...check,
  run: (subject) => (isCompoundFile(subject.reader.head) ? OK : check.run(subject)),
});
