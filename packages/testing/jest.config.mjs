import { jestPreset } from '@filo/presets/jest';

export default jestPreset({ testTimeout: 20_000 });
