import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

/** As `npm run build` made it. */
const CLIENT = resolve(import.meta.dirname, '../../../dist/libs/client/src');
const PAGE = `<!doctype html><title>A product</title><input type="file">
<script type="module">import * as client from '/client/index.js'; globalThis.client = client;</script>`;

/** The web server of a product: a page that has the client, on an origin of its own. */
export async function startProduct(): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const [, module] = /^\/client\/([\w-]+\.js)$/.exec(request.url ?? '') ?? [];
    if (module === undefined) return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    response.setHeader('content-type', 'text/javascript');
    void readFile(join(CLIENT, module)).then(
      (text) => response.end(text),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
