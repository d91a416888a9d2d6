import { jestPreset } from '@filo/presets/jest';

// Its products are processes of their own.
export default jestPreset({ testTimeout: 120_000, maxWorkers: 1 });
