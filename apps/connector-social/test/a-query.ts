import type { SavedQuery } from '@filo/contracts';
import { randomUUID } from 'node:crypto';

const dayMs = 86_400_000;

/** What an account listens for, since yesterday. */
export const aQuery = (over: Partial<SavedQuery> = {}): SavedQuery => ({
  ...{ queryId: randomUUID(), name: 'Our name', since: new Date(Date.now() - dayMs).toISOString() },
  ...{ words: ['rossi'], hashtags: [], notWords: [], notAuthors: [] },
  ...over,
});
