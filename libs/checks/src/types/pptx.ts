import { mainXml } from '../ooxml/main-xml.js';
import { officeType } from '../ooxml/office-type.js';
import { slideActions } from '../ooxml/slide-actions.js';

/** ECMA-376, PresentationML presentation. */
export const pptx = officeType({
  mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  extensions: ['pptx'],
  checks: [mainXml('presentation'), slideActions],
});
