import { jestPreset } from '@filo/presets/jest';

const preset = jestPreset();

export default {
  ...preset,
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['@filo/source', 'browser'] },
  setupFilesAfterEnv: ['<rootDir>/test/setup-dom.ts'],
  moduleNameMapper: {
    ...preset.moduleNameMapper,
    '\\.css$': '<rootDir>/test/empty-style.ts',
    '/rich-field$': '<rootDir>/test/no-editor.ts',
  },
  transform: { ...preset.transform, '\\.po$': '<rootDir>/test/po-transform.mjs' },
};
