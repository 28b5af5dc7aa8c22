import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems hand to outgoing connections, so that none of those can take one in between. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;
const MAX_TRIES = 100;

/** As many different ports, on which nothing listens. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count; tries++) {
    if (tries > MAX_TRIES * count)
      throw new Error(`no ${count} free ports between ${FIRST_PORT} and ${LAST_PORT}`);
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

/** @throws Error that names the port and the variable that chooses another */
export async function assertFree(port: number, variable: string): Promise<void> {
  if (!(await isFree(port)))
    throw new Error(`port ${port} is taken: stop what listens there, or choose another with ${variable}`);
}

/** Somebody may listen on one address only: the loopback, where the stack listens, and all of them are both tried. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port));
}

function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
