import type { Send } from '@filo/contracts';
import type { Post } from '../reading/post.js';

/** Whom an answer is for, as the instance names them. */
export interface Person {
  id: string;
  acct: string;
  /** The same with the instance, which leaves its own name out; so core and agents name everybody. */
  handle: string;
}

/** Whoever wrote the post; below a word of our own, whom that was for. */
export const personOf = (
  { recipient }: Pick<Send, 'recipient'>,
  { account, mentions }: Pick<Post, 'account' | 'mentions'>,
  us: { id: string; host: string },
): Person | undefined => {
  const named = ({ id, acct }: Pick<Person, 'id' | 'acct'>): Person => ({
    ...{ id, acct },
    handle: acct.includes('@') ? acct : `${acct}@${us.host}`,
  });
  if (account.id !== us.id) return named(account);
  return mentions.map(named).find(({ handle }) => handle === recipient.handle);
};
