import type { Send } from '@filo/contracts';
import type { Post } from '../reading/post.js';

/** Whom an answer is for, as the instance names them. */
export interface Person {
  id: string;
  acct: string;
}

/** Whoever wrote the post; below a word of our own, whom that was for. */
export const personOf = (
  { recipient }: Pick<Send, 'recipient'>,
  { account, mentions }: Pick<Post, 'account' | 'mentions'>,
  us: { id: string; host: string },
): Person | undefined => {
  if (account.id !== us.id) return { id: account.id, acct: account.acct };
  const handleOf = (acct: string) => (acct.includes('@') ? acct : `${acct}@${us.host}`);
  return mentions.find(({ acct }) => handleOf(acct) === recipient.handle);
};
