import { isRejection } from '#core';
import { OK, refuse, type Check } from '../../inspection/check.js';
import { officePackage } from './office-package.js';

/** Folded names of parts that make other programs take the archive for theirs; no Office file has one. */
const FOREIGN: readonly (readonly [what: string, name: RegExp])[] = [
  ['a Java archive or an Android app', /^(?:meta-inf\/.*|androidmanifest\.xml|.*\.(?:class|dex))$/],
  ['an OpenDocument or an e-book', /^mimetype$/],
  [
    'a Windows app, an extension or a NuGet package',
    /^(?:appx(?:bundle)?manifest\.xml|.*\.nuspec|[^/]*\.vsixmanifest)$/,
  ],
  ['a browser extension', /^(?:manifest\.json|install\.rdf)$/],
  [
    'a drawing, a print-out or a model for another program',
    /^(?:.*\.fdseq|visio\/document\.xml|3d\/3dmodel\.model|doc\.kml)$/,
  ],
  ['a Python program', /^__main__\.pyc?$/],
  ['an iWork document', /^index\/[^/]*\.iwa$/],
];

/** The same archive is not also what another program opens by the names in it. Reads the directory. */
export const foreignPackage: Check = {
  name: 'office-polyglot',
  reads: 'the directory',
  codes: ['polyglot'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    for (const name of office.parts.keys()) {
      const found = FOREIGN.find(([, pattern]) => pattern.test(name));
      if (found !== undefined) return refuse('polyglot', `The Office file is ${found[0]} as well.`);
      await subject.pace.breathe();
    }
    return OK;
  },
};
