import { describe, expect, it } from '@jest/globals';
import { isFormScript } from './form-script.js';

describe('the script of a form', () => {
  it.each([
    'AFDate_FormatEx("dd/mm/yyyy");',
    'AFNumber_Format(2, 0, 0, 0, "\\u20ac ", true);',
    'AFSimple_Calculate("SUM", new Array ("a", "b.c"));',
    "AFSimple_Calculate('PRD', ['a','b'])",
    ' AFRange_Validate(true, 0, true, -100.5) ;\n',
    'AFNumber_Keystroke(0, 1, 0, 0, "", true); AFSpecial_KeystrokeEx("999-99");',
    '\xfe\xffAFSpecial_Format(0);',
  ])('may be %j', (script) => {
    expect(isFormScript(script)).toBe(true);
  });

  it.each([
    '',
    'app.alert(1)',
    'AFDate_FormatEx("d"); app.launchURL("http://x")',
    'AFDate_FormatEx(app.launchURL("http://x"))',
    'AFDate_FormatEx("d" + this.x)',
    'AFDate_FormatEx("d")["constructor"]("x")()',
    'AFDate_FormatEx(`${x}`)',
    'AFDate_FormatEx("d\\")',
    'AFDate_FormatEx("d\n")',
    'AFDate_FormatEx("d") AFTime_Format(0)',
    'AFDate_FormatEx("d"), x()',
    'AFMergeChange(event)',
    'AFDate_FormatEx = eval; AFDate_FormatEx("x")',
    'AFEvil_Format("x")',
    'xAFDate_FormatEx("d")',
    'AFSimple_Calculate("SUM", new Function("x"))',
    '/* */AFDate_FormatEx("d")',
  ])('may not be %j', (script) => {
    expect(isFormScript(script)).toBe(false);
  });
});
