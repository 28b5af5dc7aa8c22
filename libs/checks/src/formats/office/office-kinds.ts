const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** The main part's content type says which kind of Office file it is, macro-enabled and template variants included. */
export const OFFICE_KINDS: ReadonlyMap<string, string> = new Map([
  [`${OPEN_XML}.wordprocessingml.document.main+xml`, `${OPEN_XML}.wordprocessingml.document`],
  [`${OPEN_XML}.wordprocessingml.template.main+xml`, `${OPEN_XML}.wordprocessingml.template`],
  [
    'application/vnd.ms-word.document.macroenabled.main+xml',
    'application/vnd.ms-word.document.macroenabled.12',
  ],
  [
    'application/vnd.ms-word.template.macroenabledtemplate.main+xml',
    'application/vnd.ms-word.template.macroenabled.12',
  ],
  [`${OPEN_XML}.spreadsheetml.sheet.main+xml`, `${OPEN_XML}.spreadsheetml.sheet`],
  [`${OPEN_XML}.spreadsheetml.template.main+xml`, `${OPEN_XML}.spreadsheetml.template`],
  ['application/vnd.ms-excel.sheet.macroenabled.main+xml', 'application/vnd.ms-excel.sheet.macroenabled.12'],
  [
    'application/vnd.ms-excel.template.macroenabled.main+xml',
    'application/vnd.ms-excel.template.macroenabled.12',
  ],
  ['application/vnd.ms-excel.addin.macroenabled.main+xml', 'application/vnd.ms-excel.addin.macroenabled.12'],
  [
    'application/vnd.ms-excel.sheet.binary.macroenabled.main',
    'application/vnd.ms-excel.sheet.binary.macroenabled.12',
  ],
  [`${OPEN_XML}.presentationml.presentation.main+xml`, `${OPEN_XML}.presentationml.presentation`],
  [`${OPEN_XML}.presentationml.template.main+xml`, `${OPEN_XML}.presentationml.template`],
  [`${OPEN_XML}.presentationml.slideshow.main+xml`, `${OPEN_XML}.presentationml.slideshow`],
  [
    'application/vnd.ms-powerpoint.presentation.macroenabled.main+xml',
    'application/vnd.ms-powerpoint.presentation.macroenabled.12',
  ],
  [
    'application/vnd.ms-powerpoint.template.macroenabled.main+xml',
    'application/vnd.ms-powerpoint.template.macroenabled.12',
  ],
  [
    'application/vnd.ms-powerpoint.slideshow.macroenabled.main+xml',
    'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
  ],
  [
    'application/vnd.ms-powerpoint.addin.macroenabled.main+xml',
    'application/vnd.ms-powerpoint.addin.macroenabled.12',
  ],
  ['application/vnd.ms-visio.drawing.main+xml', 'application/vnd.ms-visio.drawing'],
]);
