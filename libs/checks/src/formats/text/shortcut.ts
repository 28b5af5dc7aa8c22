/** Of an INI file, what a desktop acts upon: opens, runs, or fetches an icon for as soon as it shows the folder. */
const SECTION =
  /^\[(?:InternetShortcut(?:\.[AW])?|Desktop Entry|MasterThemeSelector|\.ShellClassInfo|autorun(?:\.\w+)?|VisualStyles|Control Panel\\\w+|oledb|WFClient|\{000214A0-0000-0000-C000-000000000046\}(?:\.[AW])?)\]/i;
/** Sections that others use as well, told by a key in them: Explorer's commands, and drivers to be installed. */
const SECTIONS_WITH_KEY: readonly [section: RegExp, key: RegExp][] = [
  [/^\[Shell\]/i, /^(?:IconFile|Command)\s*=/i],
  [/^\[Theme\]/i, /^BrandImage\s*=/i],
  [/^\[Version\]/i, /^Signature\s*=\s*"?\$(?:CHICAGO|WINDOWS)/i],
];
/** Blank, a comment, another section, a key: a file that has anything else before is prose, which may quote a shortcut. */
const INI_LINE = /^(?:$|;|\[[^\]]*\]|[^=\s[\]`#<]+\s*=)/;

/** Windows looks for the section wherever it is. */
export function isShortcut(text: string): boolean {
  let section = '';
  for (const line of text.split(/[\r\n]+/).map((each) => each.trim())) {
    if (SECTION.test(line)) return true;
    if (SECTIONS_WITH_KEY.some(([name, key]) => name.test(section) && key.test(line))) return true;
    if (!INI_LINE.test(line)) return false;
    if (line.startsWith('[')) section = line;
  }
  return false;
}
