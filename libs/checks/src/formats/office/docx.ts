import { wordStories } from './word-stories.js';
import { officeType } from './office-type.js';

/** ECMA-376, WordprocessingML document. */
export const docx = officeType({
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  predecessor: 'application/msword',
  extensions: ['docx'],
  checks: [wordStories],
});
