import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import type { Claimed } from '../ingest/intake.js';
import { isListened } from './heard-as.js';

interface Heard {
  messageId: string;
  event: MessageReceived;
}

/** Writes down what was only found, and which saved queries found what. Costs nothing where nothing was found. */
export const noteHeard = async (
  db: Queryable,
  { claimed, repeated }: { claimed: readonly Claimed[]; repeated: readonly Heard[] },
): Promise<void> => {
  const listened = claimed
    .filter(({ event }) => isListened(event))
    .map(({ messageId, account }) => ({ id: messageId, group_id: account.accountGroupId }));
  if (listened.length > 0) await db.query(noting, columnValues(listenedColumns, listened));
  const found = [...claimed, ...repeated].flatMap(({ messageId, event: { heard, accountId } }) =>
    (heard?.queries ?? []).map((query_id) => ({ id: messageId, query_id, account_id: accountId })),
  );
  if (found.length > 0) await db.query(naming, columnValues(foundColumns, found));
};

const listenedColumns = { id: 'uuid', group_id: 'uuid' } satisfies Columns;
const foundColumns = { id: 'uuid', query_id: 'uuid', account_id: 'uuid' } satisfies Columns;

const noting = `
insert into listened_post (message_id, account_group_id, state)
select id, group_id, 'waiting' from (${new RowArrays().select(listenedColumns)}) r on conflict do nothing`;

/** An account speaks for its own queries alone. */
const naming = `
insert into found_by (message_id, query_id)
select distinct r.id, q.id from (${new RowArrays().select(foundColumns)}) r
cross join lateral (select q.id from saved_query q where q.id = r.query_id and q.account_id = r.account_id offset 0) q
order by 1, 2 on conflict do nothing`;
