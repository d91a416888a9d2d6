import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { MessageReceived } from '@filo/contracts';
import type { LedgerClaims } from './claim-ledger.js';
import { ledgerKey, type AccountFacts } from './intake.js';

/**
 * Gives back what waits in the quarantine of another account group alone: a copy that can be read here is no release there. What is
 * released is a copy of what the mail is elsewhere already. Costs nothing where nothing was taken over from the quarantine.
 */
export const keepQuarantined = async (
  db: Queryable,
  events: readonly MessageReceived[],
  { ledger, accounts }: { ledger: LedgerClaims; accounts: ReadonlyMap<string, AccountFacts> },
): Promise<void> => {
  const released = events.filter((event) => ledger.mine.get(ledgerKey(event))?.released);
  if (released.length === 0) return;
  const rows: Waiting[] = await db.query(waiting, [
    encodeArray('text', released.map(({ channel }) => channel)), // prettier-ignore
    encodeArray('text', released.map(({ externalId }) => externalId)), // prettier-ignore
  ]);
  const elsewhere = rows.filter(
    (row) =>
      !released.some(
        (event) =>
          ledgerKey(event) === ledgerKey(row) &&
          accounts.get(event.accountId)!.accountGroupId === row.accountGroupId,
      ),
  );
  for (const row of rows) {
    const mine = ledger.mine.get(ledgerKey(row))!;
    if (row.copyId !== null) mine.copyOf = row.copyId;
  }
  if (elsewhere.length === 0) return;
  await db.query(givingBack, [
    encodeArray('text', elsewhere.map(({ channel }) => channel)), // prettier-ignore
    encodeArray('text', elsewhere.map(({ externalId }) => externalId)), // prettier-ignore
  ]);
  for (const row of elsewhere) {
    ledger.mine.delete(ledgerKey(row));
    ledger.known.set(ledgerKey(row), { messageId: null, accountGroupId: row.accountGroupId });
  }
};

interface Waiting {
  channel: string;
  externalId: string;
  accountGroupId: string;
  /** The first message that the mail is in another account group. */
  copyId: string | null;
}

const keys = 'unnest($1::text[], $2::text[]) r(channel, external_id)';

const waiting = `
select distinct q.channel, q.external_id as "externalId", q.account_group_id as "accountGroupId",
  (select c.message_id from ledger_copy c where c.channel = q.channel and c.external_id = q.external_id
    order by c.message_id limit 1) as "copyId"
from ${keys} join quarantine q using (channel, external_id) where q.state in ('waiting', 'replaying')`;

const givingBack = `
update ledger l set state = 'quarantine', message_id = null from ${keys}
where l.channel = r.channel and l.external_id = r.external_id`;
