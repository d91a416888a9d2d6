import type { BoardCard } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { lockStorms } from '../severity/lock-storms.js';
import type { ShowBoard } from './show-board.js';

/**
 * The storm as it is now and stays until the end of the transaction, and its account group. Who may not see it locks nothing.
 *
 * @throws DomainError `not-found` where there is none that the reader may see
 */
export const lockCard = async (
  db: Queryable,
  showBoard: ShowBoard,
  { reader, id }: { reader: Reader; id: string },
): Promise<{ card: BoardCard; groupId: string }> => {
  const [storm] = (await db.query('select account_group_id as "groupId" from storm where id = $1', [id])) as {
    groupId: string;
  }[];
  if (storm && (await showBoard.one(reader, id, db))) await lockStorms(db, [storm.groupId]);
  const card = storm && (await showBoard.one(reader, id, db));
  if (!card) throw noSuchCard();
  return { card, groupId: storm.groupId };
};

export const noSuchCard = () =>
  new DomainError('not-found', 'There is no storm with this id that you may see.');
