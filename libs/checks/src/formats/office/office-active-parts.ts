import { type FindingCode, isRejection } from '#core';
import type { Check } from '../../inspection/check.js';
import { Findings } from '../../inspection/findings.js';
import type { Pace } from '../../reading/pace.js';
import { officePackage, type OfficePackage } from './office-package.js';
import { targetsOf } from './relationships.js';

type Rule = readonly [code: FindingCode, detail: string, pattern: RegExp];

/** Part names in lower case: what Office finds by convention, and what no honest package has. */
const BY_NAME: readonly Rule[] = [
  [
    'macro',
    'The Office file has a VBA project.',
    /(?:^|\/)vba(?:project|data|projectsignature)[^/]*\.(?:bin|xml)$/,
  ],
  ['macro', 'The Office file has Excel 4.0 macro sheets.', /(?:^|\/)(?:intl)?macrosheets\//],
  ['control', 'The Office file has ActiveX controls.', /(?:^|\/)activex\//],
  ['add-in', 'The Office file has a customised ribbon.', /(?:^|\/)customui\//],
  ['add-in', 'The Office file has a web extension.', /(?:^|\/)webextensions\//],
  [
    'embedded-object',
    'The Office file carries a program, script, page or archive.',
    /\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|lnk|jar|html?|xhtml|mht(?:ml)?|rtf|svgz|swf|zip|rar|7z|cab|iso|docm|dotm|xlsm|xlsb|xlam|pptm|ppam)$/,
  ],
];

/** Content types in lower case. */
const BY_CONTENT_TYPE: readonly Rule[] = [
  ['macro', 'The Office file has a VBA project.', /vba(?:project|data)/],
  ['macro', 'The Office file has Excel 4.0 macro sheets.', /ms-excel\.(?:intl)?macrosheet/],
  ['macro', 'The Office file has parts of a macro-enabled file.', /macroenabled/],
  ['control', 'The Office file has ActiveX controls.', /activex/],
  ['add-in', 'The Office file has a web extension.', /webextension/],
  ['embedded-object', 'The Office file has an OLE object.', /oleobject/],
  [
    'embedded-object',
    'The Office file carries a program, script, page or archive.',
    /msdownload|javascript|\/html|xhtml|\/rtf|\/zip$/,
  ],
];

/** The last word of a relationship's type, in lower case. */
const BY_RELATIONSHIP: readonly Rule[] = [
  ['macro', 'The Office file has a VBA project.', /^(?:vbaproject.*|wordvbadata)$/],
  ['macro', 'The Office file has Excel 4.0 macro sheets.', /^xl(?:intl)?macrosheet$/],
  ['control', 'The Office file has ActiveX controls.', /^(?:control|activexcontrolbinary)$/],
  ['add-in', 'The Office file has a customised ribbon.', /^(?:extensibility|usercustomization|customui)$/],
  ['add-in', 'The Office file has a web extension.', /^webextension/],
  ['embedded-object', 'The Office file has an OLE object.', /^oleobject$/],
  ['embedded-object', 'The Office file imports another document.', /^(?:afchunk|subdocument)$/],
];

/** Parts that these rules, or those for embedded documents, have judged: what is in them is known. */
export async function activePartNames(
  { parts, contentTypes, relationships }: OfficePackage,
  pace: Pace,
): Promise<Set<string>> {
  const matches = (rules: readonly Rule[], value: string): boolean =>
    rules.some(([, , pattern]) => pattern.test(value));
  const names = await targetsOf(
    relationships,
    pace,
    ({ kind, isExternal }) => !isExternal && matches(BY_RELATIONSHIP, kind),
  );
  for (const name of parts.keys()) {
    await pace.breathe();
    if (matches(BY_NAME, name) || matches(BY_CONTENT_TYPE, contentTypes.of(name) ?? '')) names.add(name);
  }
  return names;
}

/** Whatever runs, or is another document: found by name, by content type and by relationship, for each alone is enough. */
export const activeParts: Check = {
  name: 'office-active-parts',
  reads: 'the relationships',
  codes: ['add-in', 'control', 'embedded-object', 'macro', 'script'],
  async run(subject) {
    const office = await officePackage(subject);
    if (isRejection(office)) return { rejection: office };
    const findings = new Findings(subject.policy);
    const apply = (rules: readonly Rule[], value: string): void => {
      for (const [code, detail, pattern] of rules) if (pattern.test(value)) findings.reject(code, detail);
    };
    for (const name of office.parts.keys()) {
      apply(BY_NAME, name);
      apply(BY_CONTENT_TYPE, office.contentTypes.of(name) ?? '');
      await subject.pace.breathe();
    }
    for (const { kind, isExternal } of office.relationships) {
      if (!isExternal) apply(BY_RELATIONSHIP, kind);
      await subject.pace.breathe();
    }
    return findings.result();
  },
};
