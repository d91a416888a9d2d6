import { encodeArray } from '../database/encode-array.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { ledgerKey } from './intake.js';

/** A mail of which another account group has the first message. */
export interface CopyKey {
  channel: string;
  externalId: string;
  accountGroupId: string;
}

export const copyKey = (copy: CopyKey): string => `${ledgerKey(copy)}\u0000${copy.accountGroupId}`;

export interface ClaimedCopy {
  messageId: string;
  /** Ours to store; else it was stored before. */
  fresh: boolean;
}

/**
 * The message that each mail is in a further account group, by copy key: a new one for whoever takes the key first. Claimed
 * after the keys of the ledger, so that all transactions queue in the same order. Costs nothing where there is no copy.
 */
export const claimCopies = async (
  db: Queryable,
  wanted: readonly CopyKey[],
): Promise<Map<string, ClaimedCopy>> => {
  const keys = [...new Map(wanted.map((copy) => [copyKey(copy), copy])).values()];
  if (keys.length === 0) return new Map();
  const columns = [
    encodeArray('text', keys.map(({ channel }) => channel)), // prettier-ignore
    encodeArray('text', keys.map(({ externalId }) => externalId)), // prettier-ignore
    encodeArray('uuid', keys.map(({ accountGroupId }) => accountGroupId)), // prettier-ignore
  ];
  const made: Row[] = await db.query(claiming, [
    ...columns,
    encodeArray('uuid', keys.map(() => newId())), // prettier-ignore
  ]);
  const known: Row[] = made.length < keys.length ? await db.query(reading, columns) : [];
  // What was made is read, too.
  return new Map<string, ClaimedCopy>([
    ...known.map((row) => [copyKey(row), { messageId: row.messageId, fresh: false }] as const),
    ...made.map((row) => [copyKey(row), { messageId: row.messageId, fresh: true }] as const),
  ]);
};

type Row = CopyKey & { messageId: string };

const columns = `channel, external_id as "externalId", account_group_id as "accountGroupId", message_id as "messageId"`;

const claiming = `
insert into ledger_copy (channel, external_id, account_group_id, message_id)
select * from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[]) r(channel, external_id, account_group_id, message_id)
order by 1, 2, 3 on conflict do nothing
returning ${columns}`;

const reading = `
select ${columns} from unnest($1::text[], $2::text[], $3::uuid[]) r(channel, external_id, account_group_id)
join ledger_copy using (channel, external_id, account_group_id)`;
