import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const LIBRARIES = ['core', 'checks', 'sqs-transport', 'aws', 'service', 'local-cloud'];
const DEEP = [
  { regex: '(^|/)(libs|apps)/', message: "Import another library by its name ('#core'), never by its path." },
];
const AWS_SDK = {
  regex: '^@(aws-sdk|smithy)/',
  message: 'Only libs/aws and libs/sqs-transport talk to AWS.',
};
const NEST = { regex: '^(@nestjs/|reflect-metadata|class-)', message: 'This library is plain TypeScript.' };

/** The architecture: which of our libraries a folder may import, and what else is out of its bounds. */
const boundary = (folder, allowed, ...forbidden) => ({
  files: [`${folder}/**/*.ts`],
  ignores: ['**/*spec.ts', '**/*.contract.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          ...DEEP,
          ...forbidden,
          {
            regex: `^#(?!(${allowed.length > 0 ? allowed.join('|') : '-'})$)`,
            message: `${folder} may import ${allowed.length > 0 ? allowed.map((name) => `#${name}`).join(', ') : 'nothing of ours'}.`,
          },
        ],
      },
    ],
  },
});

export default defineConfig(
  globalIgnores(['dist', 'coverage', '.localstack', 'test/fixtures']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  boundary('libs/core', [], AWS_SDK, NEST),
  boundary('libs/checks', ['core'], AWS_SDK, NEST),
  boundary('libs/service', ['core'], AWS_SDK),
  boundary('libs/sqs-transport', []),
  boundary('libs/aws', ['core']),
  boundary('libs/local-cloud', [], AWS_SDK),
  boundary(
    'apps',
    LIBRARIES.filter((name) => name !== 'local-cloud'),
    AWS_SDK,
  ),
  { files: ['dev/**/*.ts', 'libs/local-cloud/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
  },
  {
    files: ['**/*spec.ts', 'test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "MemberExpression[property.name='only']", message: 'A focused test hides the others.' },
      ],
    },
  },
);
