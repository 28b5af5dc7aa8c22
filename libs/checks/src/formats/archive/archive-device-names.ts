import { isRejection } from '#core';
import { OK, refuse, type Check } from '../../inspection/check.js';
import { zipDirectory } from '../zip/directory.js';

/** Windows opens a device by these names in any folder and with any extension; `CONIN$` and `CONOUT$` are its console. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:[.:]|$)/i;

/** No entry is unpacked onto a device. What leads out of the archive is the business of `zip-names`. Reads the directory. */
export const portableNames: Check = {
  name: 'archive-device-names',
  reads: 'the directory',
  codes: ['malformed'],
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    for (const { name, codePageName = '' } of directory.entries) {
      if ([name, codePageName].some((each) => each.split(/[/\\]/).some((segment) => DEVICE.test(segment))))
        return refuse('malformed', 'A name in the ZIP is that of a device.');
      await subject.pace.breathe();
    }
    return OK;
  },
};
