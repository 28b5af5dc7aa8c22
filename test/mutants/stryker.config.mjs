// Mutants of what Airlock promises: npm run mutants. Each is a small change of the code, which some unit test has to notice.
// All of them take hours. One part: npm run mutants -- --mutate 'libs/core/src/**/*.ts'.
export default {
  testRunner: 'jest',
  jest: { configFile: 'test/mutants/jest.config.mjs' },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  mutate: [
    'libs/core/src/**/*.ts',
    'libs/aws/src/signing/**/*.ts',
    'apps/scanner/src/scan/**/*.ts',
    'apps/gateway/src/uploads/**/*.ts',
    'libs/checks/src/formats/zip/**/*.ts',
    'libs/checks/src/formats/pdf/rules/**/*.ts',
    '!**/*.{spec,int-spec}.ts',
  ],
  ignorePatterns: ['dist', '.local-cloud', '.localstack', '*.log'],
  // Texts for people: any would do.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 60_000,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: null },
  tempDirName: '.mutants',
};
