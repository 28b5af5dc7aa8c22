/**
 * The architecture, as `npm run lint` holds it: who may import whom. An import is judged by the file that it leads to,
 * so a relative path is no way round. Of a library, only the index may be imported from outside: that is what its name
 * (`#core`) stands for.
 */
const TESTS = '(spec\\.ts|\\.contract\\.ts)$|/spec-support/|^libs/[^/]+/test/|^test/';
/** What every program imports first. */
const REQUIRE_NODE = '^tools/require-node\\.mjs$';
const AWS_SDK = '^node_modules/(@aws-sdk|@smithy)/';
const NEST = '^node_modules/(@nestjs/|reflect-metadata|class-transformer|class-validator)';

/** What a folder may import of ours, and which packages it may not. */
const wall = (folder, libraries, packages) => [
  {
    name: `${folder} imports ${libraries.map((name) => `#${name}`).join(', ') || 'nothing of ours'}`,
    severity: 'error',
    from: { path: `^${folder}/`, pathNot: TESTS },
    to: {
      path: '^(apps|libs|tools|test)/',
      pathNot: [`^${folder}/`, REQUIRE_NODE, ...libraries.map((name) => `^libs/${name}/src/index\\.ts$`)],
    },
  },
  ...packages.map((path) => ({
    name: `${folder} does without ${path}`,
    severity: 'error',
    from: { path: `^${folder}/`, pathNot: TESTS },
    to: { path },
  })),
];

export default {
  forbidden: [
    ...wall('libs/events', [], [AWS_SDK, NEST]),
    ...wall('libs/custom-check', [], [AWS_SDK, NEST]),
    ...wall('libs/client', [], [AWS_SDK, NEST]),
    ...wall('libs/core', ['events'], [AWS_SDK, NEST]),
    ...wall('libs/checks', ['core', 'custom-check'], [AWS_SDK, NEST]),
    ...wall('libs/service', ['core'], [AWS_SDK]),
    ...wall('libs/sqs-transport', [], []),
    ...wall('libs/aws', ['core'], []),
    ...wall('apps/local-cloud', [], [AWS_SDK]),
    // What users copy: it has no more of ours than what they can install, and its own client of SQS.
    ...wall('apps/consumer', ['events', 'sqs-transport'], []),
    ...wall('apps/console', ['client'], [AWS_SDK, NEST]),
    ...['gateway', 'scanner'].flatMap((app) =>
      wall(`apps/${app}`, ['core', 'checks', 'events', 'sqs-transport', 'aws', 'service'], [AWS_SDK]),
    ),
    {
      name: 'no library is imported past its index',
      severity: 'error',
      from: { path: '^(tools|test)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/(index|main)\\.ts$' },
    },
    { name: 'no cycle, of types neither', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '/dist/' }, // the tests' set-up imports what `npm run build` made
    },
    {
      name: 'what runs in production needs no devDependency',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '^apps/local-cloud/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'every package is in package.json',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'libs/core and libs/checks know nothing of the process they run in',
      severity: 'error',
      from: { path: '^libs/(core|checks)/', pathNot: TESTS },
      to: { path: '^(node:)?process$' },
    },
  ],
  options: {
    doNotFollow: { path: '^(node_modules|dist)/' },
    exclude: { path: '^libs/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'types', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
    combinedDependencies: true,
  },
};
