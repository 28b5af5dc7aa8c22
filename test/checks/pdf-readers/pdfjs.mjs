/** What pdf.js sees in each PDF of a folder that could do something: one line of JSON a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const count = (found) =>
  found === null || found === undefined ? 0 : (found.size ?? Object.keys(found).length);

async function look(document) {
  const seen = [];
  if (count(await document.getJSActions()) > 0) seen.push('script');
  // One without a file in it is listed, too.
  for (const name of (await document.getAttachments())?.keys() ?? [])
    if ((await document.getAttachmentContent(name))?.length > 0) seen.push('attachment');
  if (await document.getOpenAction().then((action) => action?.action)) seen.push('open action');
  const page = await document.getPage(1);
  if (count(await page.getJSActions()) > 0) seen.push('script of a page');
  for (const { actions, attachment, file, unsafeUrl } of await page.getAnnotations()) {
    if (count(actions) > 0) seen.push('script of an annotation');
    if (attachment !== undefined || file !== undefined) seen.push('attachment of an annotation');
    if (/^(?:file|\/|\\)/.test(unsafeUrl ?? '')) seen.push('remote file');
  }
  return seen;
}

const [directory] = process.argv.slice(2);
for (const file of readdirSync(directory)
  .filter((name) => name.endsWith('.pdf'))
  .sort()) {
  const data = new Uint8Array(readFileSync(join(directory, file)));
  const loading = getDocument({ data, verbosity: 0, useSystemFonts: false, isEvalSupported: false });
  // What it cannot open, or not all of, it cannot run either.
  const seen = await loading.promise.then(look).catch(() => []);
  await loading.destroy();
  process.stdout.write(`${JSON.stringify({ file, reader: 'pdf.js', seen })}\n`);
}
