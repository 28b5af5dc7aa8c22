import { isRejection } from '#core';
import type { Check } from '../../inspection/check.js';
import { zipDirectory } from '../zip/directory.js';

/** What Windows, macOS or a desktop starts on a double click. Scripts that are as often source code are not among them. */
const PROGRAM =
  /\.(?:exe|com|scr|pif|cpl|msi|msix|msp|appx|hta|lnk|url|scf|vbs|vbe|jse|wsf|wsh|ps1|bat|cmd|reg|jar|apk|dmg|pkg|iso|img|vhdx?|desktop)[. ]*$/i;

/** An archive may hold programs, but who unpacks it should know: a warning with their number. Reads the directory. */
export const archivePrograms: Check = {
  name: 'archive-programs',
  reads: 'the directory',
  codes: [],
  async run(subject) {
    const directory = await zipDirectory(subject);
    if (isRejection(directory)) return { rejection: directory };
    const programs = directory.entries.filter(({ name, isFolder }) => !isFolder && PROGRAM.test(name)).length;
    if (programs === 0) return {};
    return {
      warnings: [
        { code: 'archive-program', detail: `The ZIP holds files that start programs: ${programs}.` },
      ],
    };
  },
};
