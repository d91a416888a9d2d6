import base from './jest.config.mjs';

export default {
  ...base,
  globalSetup: './src/once-started/make.mjs',
  globalTeardown: './src/once-started/remove.mjs',
  testSequencer: './src/longest-first.mjs',
};
