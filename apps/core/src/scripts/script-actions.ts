import type { Provider } from '@nestjs/common';
import { FillScript } from './fill-script.js';
import { SaveScript } from './save-script.js';
import { ShowScripts } from './show-scripts.js';

/** What the controllers of scripts call. */
export const scriptActions: Provider[] = [ShowScripts, SaveScript, FillScript];
