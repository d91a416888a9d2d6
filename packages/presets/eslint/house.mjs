import { livePage } from './live-page.mjs';
import { fileName, noRawHex } from './names.mjs';
import { logicalSides } from './sides.mjs';
import { fileLength, functionLength, parameters } from './sizes.mjs';

/** House rules that no plugin has: names of files, colours, the sizes of docs/style.md, the sides of a page, and that tests wait for one. */
export const house = {
  rules: {
    'file-name': fileName,
    'no-raw-hex': noRawHex,
    'file-length': fileLength,
    'function-length': functionLength,
    parameters,
    'live-page': livePage,
    'logical-sides': logicalSides,
  },
};
