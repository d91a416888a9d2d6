import type { Provider } from '@nestjs/common';
import { MatchThreads } from '../thread-pages/match-threads.js';
import { ActOnThread } from '../thread-actions/act-on-thread.js';
import { ChangeOne } from './change-one.js';
import { OrderBulk } from './order-bulk.js';
import { UndoBulk } from './undo-bulk.js';

/** What the controllers of one thread and of many call to change them; what writes to the log is given (`given-parts.ts`). */
export const bulkActions: Provider[] = [ActOnThread, MatchThreads, ChangeOne, OrderBulk, UndoBulk];
