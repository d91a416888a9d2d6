import type { ledgerHas } from '@filo/contracts';
import type { z } from 'zod';
import type { Queryable } from '../database/queryable.js';
import { firstName, joinFirstName } from './first-name.js';

/**
 * Which of these ledger keys need not come again: stored, quarantined or erased. For an account: in its account group, or, if it has
 * moved to another since, where it brought them.
 */
export class LedgerHas {
  constructor(private readonly db: Queryable) {}

  async run(asked: z.output<typeof ledgerHas.request>): Promise<{ present: string[] }> {
    const rows: { external_id: string }[] = await this.db.query(reading, [
      asked.channel,
      asked.externalIds,
      asked.accountId ?? null,
    ]);
    return { present: rows.map((row) => row.external_id) };
  }
}

const broughtBy = (message: string): string =>
  `exists (select from arrival r where r.message_id = ${message} and r.account_id = $3)`;

/** Whoever names no account, or one that is gone, is asking about all groups. */
const reading = `
with asker as materialized (select account_group_id from account where id = $3)
select asked.external_id from unnest($2::text[]) asked(external_id)
${joinFirstName('$1', 'asked.external_id')}
join ledger l on l.channel = $1 and l.external_id = ${firstName('asked.external_id')}
where (
  l.state = 'erased' or not exists (select from asker)
  or exists (select from message m where m.id = l.message_id
    and (m.account_group_id = (select account_group_id from asker) or ${broughtBy('m.id')}))
  or exists (select from ledger_copy c where c.channel = l.channel and c.external_id = l.external_id
    and (c.account_group_id = (select account_group_id from asker) or ${broughtBy('c.message_id')}))
  or exists (select from quarantine q where q.channel = l.channel and q.external_id = l.external_id
    and (q.account_group_id = (select account_group_id from asker) or q.account_id = $3)))
union
select asked.external_id from unnest($2::text[]) asked(external_id)
where exists (select from erased_key e where e.hash = erased_hash($1, asked.external_id))`;
