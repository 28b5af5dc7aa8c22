import { reject, type Rejection } from '#core';
import type { Subject } from '../../inspection/check.js';
import { XmlReader, type XmlHandler } from '../xml/xml-reader.js';
import type { ZipEntry } from '../zip/entry.js';
import { readEntry } from '../zip/read-entry.js';

/** One part through a real XML parser; undefined when all of it is well-formed and the handler found nothing wrong. */
export async function readXmlPart(
  subject: Subject,
  part: ZipEntry,
  handler: XmlHandler,
  maxBytes: number,
): Promise<Rejection | undefined> {
  if (part.bytes > maxBytes) return reject('unverifiable', `An XML part has more than ${maxBytes} bytes.`);
  const xml = new XmlReader(handler, subject.pace);
  const memory = subject.memory.part();
  try {
    const rejection = await readEntry(subject, part, async (slice) => {
      const flaw = await xml.write(slice);
      await memory.keep(xml.keptBytes);
      return flaw;
    });
    return rejection ?? (await xml.finish());
  } finally {
    memory.giveBack();
  }
}
