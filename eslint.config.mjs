import tseslint from 'typescript-eslint';

const forbiddenFileWords =
  /\.(util|utils|helper|helpers|constant|constants|interface|dto|service)\.[cm]?[jt]sx?$/;

/** House rules that no plugin has: file names, file length with two limits. */
const house = {
  rules: {
    'file-name': {
      create: (context) => ({
        Program(node) {
          const file = context.filename.split('/').pop() ?? '';
          if (forbiddenFileWords.test(file)) {
            context.report({ node, message: `Name the file after what it does: ${file}` });
          }
          if (!/^[a-z0-9.$_-]+$/.test(file)) {
            context.report({ node, message: `File names are kebab-case: ${file}` });
          }
          if (
            /\/(utils|common|shared|helpers)\//.test(
              context.filename.replace(/.*\/(apps|packages|infra)\//, '/'),
            )
          ) {
            context.report({
              node,
              message: 'A folder is named after a duty, not utils, common, shared or helpers',
            });
          }
        },
      }),
    },
    'no-raw-hex': {
      create: (context) => ({
        Literal(node) {
          if (
            typeof node.value === 'string' &&
            /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(node.value)
          ) {
            context.report({ node, message: 'Colours come from the tokens' });
          }
        },
      }),
    },
  },
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.turbo/**',
      '.filo/**',
      'packages/api-client/src/generated/**',
      'apps/inbox/src/locales/**',
    ],
  },
  {
    files: ['**/*.{ts,tsx,mjs,cjs,js}'],
    plugins: { house },
    rules: {
      'house/file-name': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-params': ['warn', 5],
    },
  },
  {
    // Nest injects by the runtime type, so those imports are values.
    files: ['apps/core/**/*.ts', 'apps/connector-*/**/*.ts', 'packages/{bus,service,connector}/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', '**/test/**'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-params': 'off',
    },
  },
  { files: ['**/migrations/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['infra/**', 'apps/e2e/**', '**/*command.ts', '**/corpus/**', '**/*.mjs', 'apps/inbox/scripts/**'],
    rules: { 'no-console': 'off' },
  },
  { files: ['apps/inbox/src/**/*.{ts,tsx}'], rules: { 'house/no-raw-hex': 'error' } },
);
