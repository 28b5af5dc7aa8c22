import { OK, refuse, type Check } from '../check.js';
import { officePackage } from './office-package.js';
import { readXmlPart } from './read-xml-part.js';

const MAX_CONNECTIONS_BYTES = 8 * 1024 * 1024;

/** A workbook's data connections (ECMA-376-1, 18.13): one that refreshes when the file is opened loads by itself. */
export const connections: Check = {
  name: 'excel-connections',
  async run(subject) {
    const office = await officePackage(subject);
    if ('code' in office) return { rejection: office };
    for (const [name, part] of office.parts) {
      if (office.contentTypes.of(name)?.endsWith('spreadsheetml.connections+xml') !== true) continue;
      let isRefreshed = false;
      const rejection = await readXmlPart(
        subject,
        part,
        {
          open(element) {
            if (/^(?:1|true)$/.test(element.attribute('refreshOnLoad') ?? '')) isRefreshed = true;
          },
        },
        MAX_CONNECTIONS_BYTES,
      );
      if (rejection !== undefined) return { rejection };
      if (isRefreshed) return refuse('external-reference', 'refreshes a data connection when it is opened');
    }
    return OK;
  },
};
