import { jestPreset, steadyProperties } from '@filo/presets/jest';

export default jestPreset({ setupFiles: steadyProperties });
