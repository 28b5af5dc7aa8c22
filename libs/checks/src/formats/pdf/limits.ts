/*
 * ISO 32000-1, Annex C names what readers were built for; genuine writers stay far below. Memory for one document is
 * bounded by these: a few open objects, one object stream compressed and inflated, and the object numbers' bitmaps.
 */

/** What is kept of a word such as `stream`. */
export const MAX_WORD_BYTES = 16;
/** Of a path or an address; a longer one is taken to lead elsewhere. */
export const MAX_FILE_NAME_BYTES = 512;
/** What is kept of a string: the script of a field that adds up some hundred others. */
export const MAX_STRING_BYTES = 8 * 1024;
/** A stream, as it stands in the file, that may be the script of a field. */
export const MAX_SCRIPT_STREAM_BYTES = 1024;
/** Of those in one document that are kept until it is known which are scripts. */
export const MAX_SCRIPT_STREAMS = 512;
/** Arrays and dictionaries inside one another; genuine files stay below 20, qpdf gives up at 500. */
export const MAX_NESTING = 100;
/** Values kept for one key of a dictionary, and elements of an array: a filter chain has two or three. */
export const MAX_KEPT_VALUES = 8;
/** Scanned before others have their turn: a byte may begin an object, and cost a look at a thousand before it. */
export const BLOCK_BYTES = 4 * 1024;
/** Objects open at one time: one, and what seems to begin within its strings and streams. */
export const MAX_OPEN_OBJECTS = 8;
/** Annex C. */
export const MAX_OBJECT_NUMBER = 8_388_607;
/** In one document; writers put 50 objects or more in each. Opening one costs more than reading it. */
export const MAX_OBJECT_STREAMS = 20_000;
/** One object stream as it stands in the file. */
export const MAX_OBJECT_STREAM_BYTES = 8 * 1024 * 1024;
export const MAX_INFLATED_BYTES = 32 * 1024 * 1024;
/** Of all object streams together: genuine ones come to twice the document at most. */
export const maxTotalInflatedBytes = (documentBytes: number): number =>
  Math.min(256 * 1024 * 1024, MAX_INFLATED_BYTES + 8 * documentBytes);
/** Inflated to compressed, once more than INFLATED_BYTES_AT_ANY_RATIO come out; DEFLATE itself reaches 1,032. */
export const MAX_INFLATION_RATIO = 200;
export const INFLATED_BYTES_AT_ANY_RATIO = 1024 * 1024;
/** Layers of encoding of one object stream. */
export const MAX_FILTERS = 4;
/** An xref stream's dictionary; its `/Index` grows with every incremental update. */
export const MAX_XREF_DICTIONARY_BYTES = 60 * 1024;
/** How far back from `obj` its numbers are looked for; what is further back is taken for granted. */
export const MAX_MARKER_BYTES = 1024;
