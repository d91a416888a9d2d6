import type { messageQuery, threadQuery } from '@filo/contracts/http';
import type { z } from 'zod';

export type ThreadQuery = z.output<typeof threadQuery>;
export type MessageQuery = z.output<typeof messageQuery>;
