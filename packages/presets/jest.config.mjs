import { jestPreset } from './jest.mjs';

export default jestPreset({ testMatch: ['**/*.test.mjs'] });
