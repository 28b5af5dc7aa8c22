import { once } from 'node:events';

export default async function stopCloud() {
  const child = globalThis.embeddedCloud;
  if (child === undefined || child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
