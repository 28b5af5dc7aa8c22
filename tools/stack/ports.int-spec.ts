import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { assertFree, freePorts } from './ports.js';

describe('ports', () => {
  it.each([['127.0.0.1'], [undefined]])('names a port taken on %s, and the variable', async (host) => {
    const [port = 0] = await freePorts(1);
    const server = createServer().listen(port, host);
    await once(server, 'listening');
    await expect(assertFree(port, 'PORT')).rejects.toThrow(`port ${port} is taken`);
    await expect(assertFree(port, 'PORT')).rejects.toThrow('PORT');
    server.close();
  });

  it('finds as many different ones as are asked for, all free', async () => {
    const ports = await freePorts(5);
    expect(new Set(ports).size).toBe(5);
    for (const port of ports) await assertFree(port, 'PORT');
  });
});
