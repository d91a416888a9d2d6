import { jestPreset, steadyProperties } from './jest.mjs';

export default jestPreset({ testMatch: ['**/*.test.mjs'], setupFiles: steadyProperties });
