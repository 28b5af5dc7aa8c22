import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { readEnvironment, readEnvironments } from '#service';
import { GatewayEnvironment } from '../../apps/gateway/src/config/gateway-environment.js';
import { ScannerEnvironment } from '../../apps/scanner/src/config/scanner-environment.js';
import { QueueEnvironment } from '../../tools/dlq/queue-environment.js';
import { ProvisionEnvironment } from '../../tools/provision/provision-environment.js';

const PROGRAMS = { GatewayEnvironment, ScannerEnvironment, ProvisionEnvironment, QueueEnvironment };

describe('.env.example', () => {
  it.each(Object.entries<new () => object>(PROGRAMS))(
    'does for %s as it is, and names every variable with its default',
    async (_, shape) => {
      const example = await readFile('.env.example', 'utf8');
      const defaults = parseEnv(example.replaceAll(/^#(?=[A-Z_0-9]+=)/gm, ''));
      const environment = readEnvironment(shape, parseEnv(example));
      expect(environment).toEqual(readEnvironment(shape, defaults));
      for (const name of Object.keys(environment)) expect(defaults).toHaveProperty(name);
    },
  );
});

describe('the environment of the Kubernetes manifests', () => {
  it('does for gateway and scanner, and names nothing that neither reads', async () => {
    const environment = parseEnv(await readFile('deploy/kubernetes/airlock.env', 'utf8'));
    const secrets = { API_KEYS: `acme:${'ab'.repeat(32)}`, ID_SECRETS: 'x'.repeat(32) };
    const read = readEnvironments([GatewayEnvironment, ScannerEnvironment], { ...environment, ...secrets });
    const known = { ...read[0], ...read[1] };
    for (const name of Object.keys(environment)) expect(known).toHaveProperty(name);
  });
});
