import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import type { MessageRow } from '../ingest/batch-rows.js';
import type { AccountFacts, Claimed } from '../ingest/intake.js';
import { lockStorms } from './lock-storms.js';
import type { SeverityWords } from './severity-words-of.js';
import { weighAgain } from './weigh-again.js';
import { isPost, weighPosts } from './weigh-posts.js';

export interface BatchToWeigh {
  /** Messages that the batch wrote. */
  rows: readonly MessageRow[];
  claimed: readonly Claimed[];
  repeated: readonly { event: MessageReceived; messageId: string }[];
  accounts: ReadonlyMap<string, AccountFacts>;
}

/**
 * The last step of a batch: how severe its public posts are, in the transaction of their messages. A batch without such a post costs
 * nothing; with some it is six statements, however many they are.
 */
export const weighBatch = async (
  db: Queryable,
  { rows, claimed, repeated, accounts }: BatchToWeigh,
  words: SeverityWords,
): Promise<void> => {
  const posts = rows.filter(isPost);
  const again = repeated.filter(({ event }) => event.audience === 'public' && event.reach !== undefined);
  if (posts.length === 0 && again.length === 0) return;
  await lockStorms(db, [
    ...posts.map((row) => row.account_group_id),
    ...again.map(({ event }) => accounts.get(event.accountId)!.accountGroupId),
  ]);
  if (posts.length > 0) {
    const reach = new Map(claimed.map(({ messageId, event }) => [messageId, event.reach]));
    await weighPosts(db, { posts, reach }, words);
  }
  if (again.length > 0) await weighAgain(db, again, words);
};
