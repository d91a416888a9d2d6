import type { Provider } from '@nestjs/common';
import { SaveView } from './save-view.js';
import { ShowViews } from './show-views.js';

/** What the controller of saved views calls. */
export const viewActions: Provider[] = [ShowViews, SaveView];
