import { reject, type Rejection } from '#core';
import type { Memory } from '../../reading/memory/memory.js';
import type { Pace } from '../../reading/pace.js';
import type { PdfDictionary } from './dictionary.js';
import type { Evidence } from './evidence.js';
import { ObjectScanner } from './object-scanner.js';
import { Tokenizer, type TokenSink } from './tokenizer.js';

/** Bytes between two looks at the clock. */
const SLICE_BYTES = 4 * 1024;
/** Every dictionary in it is shown to all rules. */
const STEPS_PER_BYTE = 4;
/** What an object costs beside its bytes. */
const STEPS_PER_OBJECT = 128;
/** Writers put a few hundred into one; each costs memory before anything is looked at. */
const MAX_OBJECTS = 65_536;
/** Of its entry in the directory: two numbers, and an object with them. */
const MEMORY_PER_OBJECT_BYTES = 96;

/**
 * ISO 32000-2, 7.5.7: pairs of object number and offset, then the objects. Each is read from its offset to the next;
 * an offset that leads into another object would show a reader something that was not looked at.
 */
export async function scanObjectStream(
  dictionary: PdfDictionary,
  content: Buffer,
  evidence: Evidence,
  pace: Pace,
  memory: Memory,
): Promise<Rejection | undefined> {
  await memory.take(MEMORY_PER_OBJECT_BYTES * Math.min(MAX_OBJECTS, onlyCount(dictionary, 'N') ?? 0));
  const directory = await readDirectory(dictionary, content, pace);
  if (directory === undefined)
    return reject('malformed', 'The PDF has an object stream without a sound directory.');
  const openMemory = memory.part();
  for (const [index, { objectNumber, start }] of directory.entries()) {
    const end = directory[index + 1]?.start ?? content.length;
    const scanner = new ObjectScanner('compressed', objectNumber, evidence);
    for (let at = start; at < end && !scanner.isDone;) {
      const from = at;
      at = scanner.push(content, from, Math.min(end, from + SLICE_BYTES));
      await openMemory.keep(scanner.keptBytes);
      await pace.breathe(STEPS_PER_BYTE * (at - from));
    }
    await pace.breathe(STEPS_PER_OBJECT);
    if (evidence.isDecided) return undefined;
    if (!scanner.isAtRest) return reject('malformed', 'The PDF has an object stream whose objects overlap.');
    scanner.end();
  }
  return undefined;
}

interface CompressedObject {
  readonly objectNumber: number;
  readonly start: number;
}

/** In the order of their offsets; what stands before the first counts as an object whose number is not known. */
async function readDirectory(
  dictionary: PdfDictionary,
  content: Buffer,
  pace: Pace,
): Promise<CompressedObject[] | undefined> {
  const first = onlyCount(dictionary, 'First');
  const count = onlyCount(dictionary, 'N');
  if (first === undefined || count === undefined || first > content.length) return undefined;
  const numbers = await readIntegers(content.subarray(0, first), pace);
  if (numbers === undefined || numbers.length < 2 * count) return undefined;
  const objects: CompressedObject[] = [{ objectNumber: 0, start: first }];
  for (let index = 0; index < count; index += 1) {
    await pace.breathe();
    const offset = numbers[2 * index + 1] ?? NaN;
    if (!(offset >= 0) || first + offset > content.length) return undefined;
    objects.push({ objectNumber: numbers[2 * index] ?? 0, start: first + offset });
  }
  return inOrder(objects);
}

/** By their offsets, and those with the same one as they came. Numbers alone are sorted much faster than objects. */
function inOrder(objects: readonly CompressedObject[]): CompressedObject[] {
  const places = new Float64Array(objects.length);
  for (const [index, { start }] of objects.entries()) places[index] = start * (MAX_OBJECTS + 1) + index;
  const sorted: CompressedObject[] = [];
  for (const place of places.sort()) sorted.push(objects[place % (MAX_OBJECTS + 1)]!);
  return sorted;
}

/** Undefined unless there is exactly one, and it counts something. */
function onlyCount(dictionary: PdfDictionary, key: string): number | undefined {
  const [value, ...others] = dictionary.all(key);
  if (value?.kind !== 'number' || others.length > 0) return undefined;
  return Number.isSafeInteger(value.value) && value.value >= 0 ? value.value : undefined;
}

/** Undefined if anything else is there, or more than MAX_OBJECTS have; comments are passed over. */
async function readIntegers(bytes: Buffer, pace: Pace): Promise<number[] | undefined> {
  const numbers: number[] = [];
  let isSound = true;
  const other = (): void => void (isSound = false);
  const sink: TokenSink = {
    number: (value) => void (numbers.length < 2 * MAX_OBJECTS ? numbers.push(value) : other()),
    name: other,
    string: other,
    keyword: other,
    openDictionary: other,
    closeDictionary: other,
    openArray: other,
    closeArray: other,
    stray: other,
    doubt: other,
    wantsString: false,
  };
  const tokenizer = new Tokenizer(sink);
  for (let at = 0; at < bytes.length && isSound;) {
    const from = at;
    at = tokenizer.push(bytes, from, Math.min(bytes.length, from + SLICE_BYTES));
    await pace.breathe(at - from);
  }
  tokenizer.end();
  return isSound ? numbers : undefined;
}
