import { Payload } from './integrity/payload.js';
import { S3Error } from './s3-error.js';
import type { S3Request } from './s3-request.js';
import { parseXml, type XmlElement } from './xml.js';

/** Twice what 1,000 keys of the greatest length take in DeleteObjects. */
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

/** A whole small body, its digests verified. */
export async function readDocument(request: S3Request): Promise<string> {
  const payload = new Payload(request.headers, request.body, MAX_DOCUMENT_BYTES);
  const chunks: Buffer[] = [];
  for await (const chunk of payload) chunks.push(chunk);
  payload.verify();
  return Buffer.concat(chunks).toString('utf8');
}

/** The document's root, which must be of that name. */
export function parseDocument(text: string, rootName: string): XmlElement {
  const root = parseXml(text);
  if (root?.name !== rootName) throw new S3Error('MalformedXML');
  return root;
}
