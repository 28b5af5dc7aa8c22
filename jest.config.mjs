/**
 * Three suites by file name: *.spec.ts in memory, *.int-spec.ts against a cloud, *.e2e-spec.ts against running
 * processes. And *.long-int-spec.ts and *.long-e2e-spec.ts, which move gigabytes or thousands: npm run test:long,
 * which also sends every kind of fault at each call,
 * kills every heir, and takes dependencies away for a minute.
 */
// Generous: on a busy machine a test is slow, not wrong. What must not hang says so itself.
const TEST_TIMEOUT_MILLISECONDS = 180_000;

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
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
const roots = ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/dev', '<rootDir>/test'];
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
    { ...shared, displayName: 'unit', roots, testMatch: ['**/*.spec.ts'] },
    { ...shared, ...withCloud, displayName: 'int', testMatch: ['**/*.int-spec.ts'] },
    ...(process.env.LONG_TESTS
      ? [
          {
            ...shared,
            ...withCloud,
            displayName: 'long',
            testMatch: [
              '**/*.long-{int,e2e}-spec.ts',
              '**/{chaos,chaos-gateway,crash-matrix,outage}.e2e-spec.ts',
            ],
          },
        ]
      : []),
    ...(process.env.COMPOSE_TESTS
      ? [{ ...shared, ...withStack, displayName: 'compose', testMatch: ['**/*.compose-spec.ts'] }]
      : []),
    { ...shared, ...withStack, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'] },
  ],
  reporters: ['default', '<rootDir>/test/support/tally-reporter.mjs'],
  coverageProvider: 'v8',
  testTimeout: TEST_TIMEOUT_MILLISECONDS,
};
