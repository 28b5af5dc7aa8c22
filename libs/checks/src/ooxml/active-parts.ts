import type { RejectionCode } from '#core';
import type { Check } from '../check.js';
import { Findings } from '../findings.js';
import { officePackage } from './office-package.js';

type Rule = readonly [code: RejectionCode, detail: string, pattern: RegExp];

/** Part names in lower case: what Office finds by convention, and what no honest package has. */
const BY_NAME: readonly Rule[] = [
  ['macro', 'has a VBA project', /(?:^|\/)vba(?:project|data|projectsignature)[^/]*\.(?:bin|xml)$/],
  ['macro', 'has Excel 4.0 macro sheets', /(?:^|\/)(?:intl)?macrosheets\//],
  ['active-content', 'has ActiveX controls', /(?:^|\/)activex\//],
  ['active-content', 'has a customised ribbon', /(?:^|\/)customui\//],
  ['active-content', 'has a web extension', /(?:^|\/)webextensions\//],
  [
    'embedded-object',
    'carries a program, script, page or archive',
    /\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|lnk|jar|html?|xhtml|mht(?:ml)?|rtf|svgz|swf|zip|rar|7z|cab|iso|docm|dotm|xlsm|xlsb|xlam|pptm|ppam)$/,
  ],
];

/** Content types in lower case. */
const BY_CONTENT_TYPE: readonly Rule[] = [
  ['macro', 'has a VBA project', /vba(?:project|data)/],
  ['macro', 'has Excel 4.0 macro sheets', /ms-excel\.(?:intl)?macrosheet/],
  ['macro', 'has parts of a macro-enabled file', /macroenabled/],
  ['macro', 'has attached toolbars', /attachedtoolbars/],
  ['active-content', 'has ActiveX controls', /activex/],
  ['active-content', 'has a web extension', /webextension/],
  ['embedded-object', 'has an OLE object', /oleobject/],
  [
    'embedded-object',
    'carries a program, script, page or archive',
    /msdownload|javascript|\/html|xhtml|\/rtf|\/zip$/,
  ],
];

/** The last word of a relationship's type, in lower case. */
const BY_RELATIONSHIP: readonly Rule[] = [
  ['macro', 'has a VBA project', /^(?:vbaproject.*|wordvbadata)$/],
  ['macro', 'has Excel 4.0 macro sheets', /^xl(?:intl)?macrosheet$/],
  ['macro', 'has attached toolbars', /^attachedtoolbars$/],
  ['active-content', 'has ActiveX controls', /^(?:control|activexcontrolbinary)$/],
  ['active-content', 'has a customised ribbon', /^(?:extensibility|usercustomization|customui)$/],
  ['active-content', 'has a web extension', /^webextension/],
  ['embedded-object', 'has an OLE object', /^oleobject$/],
  ['embedded-object', 'imports another document', /^(?:afchunk|subdocument)$/],
];

/** Whatever runs, or is another document: found by name, by content type and by relationship, for each alone is enough. */
export const activeParts: Check = {
  name: 'office-active-parts',
  async run(subject) {
    const office = await officePackage(subject);
    if ('code' in office) return { rejection: office };
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
