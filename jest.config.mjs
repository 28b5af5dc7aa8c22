/**
 * Three suites by file name: *.spec.ts in memory, *.int-spec.ts against a cloud, *.e2e-spec.ts against running
 * processes. And *.long-int-spec.ts and *.long-e2e-spec.ts, which move gigabytes or thousands: npm run test:long,
 * which also sends every kind of fault at each call,
 * kills every process that takes over from a killed one, and takes dependencies away for a minute.
 */
/**
 * How long a test may take, in milliseconds: generous, as on a busy machine a test is slow, not wrong, and short enough that
 * what hangs is seen. Jest has one timeout for all projects, so jest.setup.mjs sets it for each. A test that takes longer says so.
 */
const timeout = (testTimeoutMilliseconds) => ({ globals: { testTimeoutMilliseconds } });
const IN_MEMORY = timeout(60_000);
const WITH_CLOUD = timeout(120_000);
const WITH_PROCESSES = timeout(180_000);
const LONG = timeout(300_000);

/** Of every property test: one that fails today fails tomorrow. The long run looks for what nobody has seen yet. */
const FIXED_SEED = 20261126;
process.env.FC_SEED ??= String(process.env.LONG_TESTS ? Math.floor(Math.random() * 2 ** 31) : FIXED_SEED);
if (process.env.LONG_TESTS) console.log(`FC_SEED=${process.env.FC_SEED}`);

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  moduleNameMapper: {
    '^fast-check$': '<rootDir>/test/support/fast-check.mjs',
    '^(\\.{1,2}/(?!.*node_modules/).*)\\.js$': '$1',
  },
  setupFiles: ['<rootDir>/test/support/jest.setup.mjs'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
const roots = ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools', '<rootDir>/test'];
const withCloud = {
  roots,
  globalSetup: '<rootDir>/test/support/cloud.setup.mjs',
  globalTeardown: '<rootDir>/test/support/cloud.teardown.mjs',
};
const withStack = {
  roots,
  setupFiles: [...shared.setupFiles, '<rootDir>/test/support/e2e.env.mjs'],
  globalSetup: '<rootDir>/test/support/stack.setup.mjs',
  globalTeardown: '<rootDir>/test/support/stack.teardown.mjs',
};

export default {
  projects: [
    { ...shared, ...IN_MEMORY, displayName: 'unit', roots, testMatch: ['**/*.spec.ts'] },
    { ...shared, ...withCloud, ...WITH_CLOUD, displayName: 'int', testMatch: ['**/*.int-spec.ts'] },
    ...(process.env.LONG_TESTS
      ? [
          {
            ...shared,
            ...withCloud,
            ...LONG,
            displayName: 'long',
            testMatch: [
              '**/*.long-{int,e2e}-spec.ts',
              '**/*.spec.ts', // once more, with a seed that nobody has seen
              '**/{chaos,chaos-gateway,crash-matrix,outage}.e2e-spec.ts',
            ],
          },
        ]
      : []),
    ...(process.env.DEPLOY_TESTS
      ? [
          {
            ...shared,
            ...IN_MEMORY,
            displayName: 'deploy',
            roots: ['<rootDir>/deploy'],
            testMatch: ['**/*.spec.ts'],
          },
        ]
      : []),
    ...(process.env.COMPOSE_TESTS
      ? [{ ...shared, ...withStack, ...LONG, displayName: 'compose', testMatch: ['**/*.compose-spec.ts'] }]
      : []),
    { ...shared, ...withStack, ...WITH_PROCESSES, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'] },
  ],
  reporters: ['default', '<rootDir>/test/support/tally-reporter.mjs'],
  coverageProvider: 'v8',
  // Modules of a test stay in memory behind it. A process that has run a hundred of them collects garbage for a second at a
  // time, which then looks as if what is tested stood still: the long tests, which watch for that, begin anew for each file.
  workerIdleMemoryLimit: process.env.LONG_TESTS ? '256MB' : '768MB',
};
