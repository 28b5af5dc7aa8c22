/**
 * Acrobat's own functions that format, check and add up the fields of a form (Acrobat's AForm.js). They read and write the
 * field and nothing else, so a script that only calls them with literals is inert. Other readers bring their own.
 */
const FUNCTIONS = [
  ...['AFDate_Format', 'AFDate_FormatEx', 'AFDate_Keystroke', 'AFDate_KeystrokeEx'],
  ...['AFTime_Format', 'AFTime_FormatEx', 'AFTime_Keystroke', 'AFTime_KeystrokeEx'],
  ...['AFNumber_Format', 'AFNumber_Keystroke', 'AFPercent_Format', 'AFPercent_Keystroke'],
  ...['AFSpecial_Format', 'AFSpecial_Keystroke', 'AFSpecial_KeystrokeEx'],
  ...['AFSimple_Calculate', 'AFRange_Validate'],
].join('|');
const TEXT = String.raw`"(?:[^"\\\r\n]|\\["'\\]|\\u[0-9A-Fa-f]{4})*"|'(?:[^'\\\r\n]|\\["'\\]|\\u[0-9A-Fa-f]{4})*'`;
const NUMBER = String.raw`-?\d{1,16}(?:\.\d{1,16})?(?![\w.])`;
/** One token and the blanks before it; which of the groups it is, is its kind. */
const TOKEN = new RegExp(
  String.raw`\s*(?:((?:${FUNCTIONS})(?!\w))|(new\s+Array(?!\w))|(${TEXT}|${NUMBER}|(?:true|false)(?!\w))|([()[\],;])|$)`,
  'y',
);
const LITERALS = '(?:l(?:,l)*)?';
const ARGUMENT = String.raw`(?:l|\[${LITERALS}\]|n\(${LITERALS}\))`;
const CALL = String.raw`f\((?:${ARGUMENT}(?:,${ARGUMENT})*)?\)`;
/** Of the kinds of tokens. Without blanks there is one way only to read it. */
const SCRIPT = new RegExp(`^${CALL}(?:;${CALL})*;?$`);
/** 7.9.2.2: of UTF-16 the NULs are gone already. */
const BYTE_ORDER_MARK = /^\xfe\xff/;

/** Nothing but calls of those functions, with literals. In linear time. */
export function isFormScript(text: string): boolean {
  if (!text.includes('AF')) return false;
  const script = text.replace(BYTE_ORDER_MARK, '');
  let kinds = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < script.length) {
    const token = TOKEN.exec(script);
    if (token === null) return false;
    const [, isFunction, isArray, isLiteral, mark = ''] = token;
    kinds += isFunction ? 'f' : isArray ? 'n' : isLiteral ? 'l' : mark;
  }
  return SCRIPT.test(kinds);
}
