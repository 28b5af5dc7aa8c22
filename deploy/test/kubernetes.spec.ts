import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ScaledObject, TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { parse, parseAllDocuments } from 'yaml';

const FOLDER = `${import.meta.dirname}/../kubernetes`;
const VALIDATE = `${import.meta.dirname}/../.venv/bin/kubernetes-validate`;
const KEDA = 'scanner-scaling.yaml';

interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator: readonly { readonly name: string }[];
  readonly images: readonly { readonly name: string }[];
}
interface Container {
  readonly image: string;
  readonly envFrom: readonly { readonly configMapRef: { readonly name: string } }[];
}
interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // One shape would not do for all kinds: each test reads what its kind has.
  readonly spec: Record<string, never>;
}

const {
  resources: files,
  configMapGenerator,
  images,
} = parse(readFileSync(`${FOLDER}/kustomization.yaml`, 'utf8')) as Kustomization;
const documents = (file: string): Resource[] =>
  parseAllDocuments(readFileSync(`${FOLDER}/${file}`, 'utf8')).map((document) => document.toJS() as Resource);
const all = files.flatMap(documents);
const of = (kind: string): Resource[] => all.filter((resource) => resource.kind === kind);
const names = (kind: string): string[] => of(kind).map(({ metadata }) => metadata.name);

function validate(...paths: string[]): { status: number | null; stdout: string } {
  return spawnSync(VALIDATE, ['--strict', ...paths], { encoding: 'utf8' });
}

describe('the Kubernetes manifests', () => {
  const official = files.filter((file) => file !== KEDA).map((file) => `${FOLDER}/${file}`);

  it('keep to the schemas of Kubernetes, with no field that it does not know', () => {
    const { status, stdout } = validate(...official);
    expect([status, stdout.split('\n').filter((line) => /^(?:WARN|ERROR)/.test(line))]).toEqual([0, []]);
  });

  it('would be seen not to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'airlock-kubernetes-'));
    try {
      const path = join(folder, 'gateway.yaml');
      const gateway = readFileSync(`${FOLDER}/gateway.yaml`, 'utf8');
      writeFileSync(path, gateway.replace('readinessProbe:', 'readynessProbe:'));
      expect(validate(path).status).not.toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("keep to KEDA's schemas", () => {
    const [authentication, scaled] = documents(KEDA);
    expect(() => new TriggerAuthentication(authentication as never).validate()).not.toThrow();
    expect(() => new ScaledObject(scaled as never).validate()).not.toThrow();
    expect(() => new ScaledObject({ ...scaled, spec: { triggers: 1 } } as never).validate()).toThrow();
  });

  it('name only what is there', () => {
    const deployments = names('Deployment');
    for (const { spec } of of('ScaledObject'))
      expect(deployments).toContain(at(spec, 'scaleTargetRef', 'name'));
    for (const { spec } of of('HorizontalPodAutoscaler'))
      expect(deployments).toContain(at(spec, 'scaleTargetRef', 'name'));
    for (const { spec } of of('Deployment')) {
      const pod = at(spec, 'template', 'spec') as { serviceAccountName: string; containers: Container[] };
      expect(names('ServiceAccount')).toContain(pod.serviceAccountName);
      for (const { image, envFrom } of pod.containers) {
        expect(images.map(({ name }) => name)).toContain(image);
        for (const { configMapRef } of envFrom)
          expect(configMapGenerator.map(({ name }) => name)).toContain(configMapRef.name);
      }
    }
    expect(JSON.stringify(of('Ingress'))).toContain(`"name":"${names('Service')[0]}"`);
  });

  it('select the pods that there are', () => {
    const labels = of('Deployment').map(({ spec }) => at(spec, 'template', 'metadata', 'labels'));
    for (const { spec } of of('Deployment'))
      expect(labels).toContainEqual(at(spec, 'selector', 'matchLabels'));
    for (const { spec } of of('PodDisruptionBudget'))
      expect(labels).toContainEqual(at(spec, 'selector', 'matchLabels'));
    for (const { spec } of of('Service')) expect(labels).toContainEqual(at(spec, 'selector'));
  });

  it('let nobody in to health, docs and console', () => {
    const [ingress] = of('Ingress');
    const rules = at(ingress?.spec ?? {}, 'rules') as { http: { paths: { path: string }[] } }[];
    expect(rules.flatMap(({ http }) => http.paths.map(({ path }) => path))).toEqual([
      '/uploads',
      '/sessions',
      '/policies',
    ]);
  });
});

const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
