import { settings } from '../settings.js';
import { embeddedCloud } from '../stack/cloud.js';
import { freePorts } from '../stack/ports.js';
import { Stack } from '../stack/stack.js';

/** A system to upload to, and how to leave it. */
export interface System {
  readonly url: string;
  readonly leave: () => Promise<unknown>;
}

/** The one that runs on PORT, if one does; else one of its own, on other ports and gone afterwards. */
export async function system(): Promise<System> {
  const url = `http://localhost:${settings(process.env).ports.gateway}`;
  if (await isAirlock(url)) return { url, leave: () => Promise.resolve() };
  process.stdout.write('nothing runs yet: starting a system for this demo …\n\n');
  const [cloudPort = 0, gateway = 0, scanner = 0, consumer = 0] = await freePorts(4);
  const quiet = () => undefined; // what a program says is told if it does not start
  const stack = await Stack.start({
    cloud: embeddedCloud(cloudPort, quiet),
    ports: { gateway, scanner, consumer },
    log: quiet,
  });
  return { url: stack.url, leave: () => stack.stop() };
}

/** Something else may listen on that port; it would not have this document. */
async function isAirlock(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/docs/json`);
    const { paths } = (await response.json()) as { paths?: Record<string, unknown> };
    return paths?.['/uploads/presign'] !== undefined;
  } catch {
    return false;
  }
}
