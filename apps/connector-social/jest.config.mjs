import { jestPreset } from '@filo/presets/jest';

export default jestPreset();
