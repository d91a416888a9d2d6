import { jestPreset } from '@filo/presets/jest';

export default jestPreset({ testTimeout: 120_000, maxWorkers: 1 });
