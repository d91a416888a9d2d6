import type { Queryable } from '../database/queryable.js';
import type { AccountFacts } from './intake.js';

const reading = `
select id, account_group_id as "accountGroupId",
  coalesce((settings ->> 'topicPerSubject')::boolean, false) as "onePerSubject",
  coalesce((settings ->> 'confirmAddress')::boolean, false) as "confirmAddress"
from account where state <> 'removed'`;

/** How long an answer may be older than an admin's change. */
const keptMs = 5_000;

/** Our accounts, kept for a few seconds; an id that is not among them is looked up anew before it counts as unknown. */
export class Accounts {
  #known = new Map<string, AccountFacts>();
  #readAt = -Infinity;

  constructor(private readonly db: Queryable) {}

  async including(ids: Iterable<string>): Promise<ReadonlyMap<string, AccountFacts>> {
    const old = performance.now() - this.#readAt > keptMs;
    if (old || [...ids].some((id) => !this.#known.has(id))) {
      const rows: AccountFacts[] = await this.db.query(reading);
      this.#known = new Map(rows.map((row) => [row.id, row]));
      this.#readAt = performance.now();
    }
    return this.#known;
  }
}
