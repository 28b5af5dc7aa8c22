import { mainXml } from './office-main-part.js';
import { officeType } from './office-type.js';

/** ECMA-376, PresentationML presentation. */
export const pptx = officeType({
  mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  predecessor: 'application/vnd.ms-powerpoint',
  extensions: ['pptx'],
  checks: [mainXml('presentation')],
});
