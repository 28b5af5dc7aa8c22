import { wordStories } from '../ooxml/word-stories.js';
import { officeType } from '../ooxml/office-type.js';

/** ECMA-376, WordprocessingML document. */
export const docx = officeType({
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extensions: ['docx'],
  checks: [wordStories],
});
