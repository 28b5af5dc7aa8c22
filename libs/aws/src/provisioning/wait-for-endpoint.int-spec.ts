import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anEnvironment } from '#testing/cloud';
import { waitForEndpoint } from './wait-for-endpoint.js';

describe('waitForEndpoint', () => {
  it('ends when the endpoint answers', async () => {
    await expect(waitForEndpoint(anEnvironment())).resolves.toBeUndefined();
  });

  it('waits while the endpoint is still starting', async () => {
    const statuses = [503, 503, 503, 503, 200];
    let asked = 0;
    const server = createServer((_, response) => {
      response.writeHead(statuses[asked++] ?? 200).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await waitForEndpoint(anEnvironment({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }));
    expect(asked).toBe(statuses.length);
    server.closeAllConnections();
    server.close();
  });

  it('says why when there is no endpoint', async () => {
    const environment = anEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    await expect(waitForEndpoint(environment, 300)).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
