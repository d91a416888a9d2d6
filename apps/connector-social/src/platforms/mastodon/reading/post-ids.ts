import type { Post } from './post.js';

/** What the contract takes as the id of a message. */
const idMax = 500;
const plainAcct = /^[\p{L}\p{N}_.@:-]+$/u;

/** A post as the instance that we read it at knows it, by which answers name what they answer. */
export const threadingIdOf = (instance: string, id: string): string => `${instance}/statuses/${id}`;

/** With its author, since an instance tells of a post that is missing nothing but that it is missing. */
export const externalIdOf = (instance: string, { id, account }: Pick<Post, 'id' | 'account'>): string => {
  const named = `${instance}/@${account.acct}/${id}`;
  return plainAcct.test(account.acct) && named.length <= idMax ? named : threadingIdOf(instance, id);
};

/** Undefined for what was read at another instance, or is no post. */
export const postIdOf = (instance: string, id: string): string | undefined =>
  id.startsWith(`${instance}/`)
    ? /^(?:statuses|@[^/]+)\/([A-Za-z0-9]{1,100})$/.exec(id.slice(instance.length + 1))?.[1]
    : undefined;
