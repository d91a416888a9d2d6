import { jestPreset } from '@filo/presets/jest';

export default jestPreset({ testTimeout: 30_000 });
