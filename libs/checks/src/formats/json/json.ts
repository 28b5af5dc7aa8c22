import { JsonReader } from './json-reader.js';
import { textType } from '../text/text-type.js';

/** RFC 8259. */
export const json = textType({
  mediaType: 'application/json',
  aliases: ['text/json'],
  mistakenFor: ['text/plain', 'application/geo+json', 'application/x-json', 'text/x-json'],
  extensions: ['json', 'geojson'],
  check: 'json-content',
  readerOf: () => new JsonReader(),
});
