import { isEmptied, isRemoved } from '../deletions/is-emptied.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** SQL: whether an answer to message `alias` is refused below: a private conversation goes on without one of its words. */
export const isGonePost = (alias: string): string => `(${alias}.audience = 'public' and ${isEmptied(alias)})`;

/** Refuses an answer to what nobody can read any more, and says where it is gone. */
export const refuseGone = ({ gone, removed }: { gone: boolean; removed: boolean }): void => {
  if (removed)
    throw new DomainError(
      'cannot-reply',
      'Nothing was sent: Filo kept the post for as long as it may, and nobody can read here any more what is answered. At its network it may still stand.',
      { reason: 'post-removed' },
    );
  if (gone)
    throw new DomainError(
      'cannot-reply',
      'Nothing was sent: the post is gone from its network, and nobody can answer it there.',
      { reason: 'post-gone' },
    );
};

/** The same of a message, whichever way its answer goes: at once, later, or once a colleague gave their OK. */
export const refuseGoneMessage = async (db: Queryable, id: string): Promise<void> => {
  const [found] = (await db.query(
    `select ${isEmptied('m')} as gone, ${isRemoved('m')} as removed from message m where m.id = $1`,
    [id],
  )) as [{ gone: boolean; removed: boolean }];
  refuseGone(found);
};
