import { mergeAccountHealth, type AccountHealth, type AccountLimits } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';

/** What an answer of an account may be, as its connector says. */
export interface AnswerRules {
  /** What its place allows; undefined: nothing is said of that, and what was said last holds. */
  limits: AccountLimits | undefined;
  /** Each `BesideWord` that the connector obeys. */
  besideWords: readonly string[];
}

/** Undefined: nobody speaks for the account. */
export const rulesIn = (words: readonly AccountHealth[]): AnswerRules | undefined => {
  const said = mergeAccountHealth(words).values().next().value;
  return said && { limits: said.limits?.allowed, besideWords: said.besideWords ?? [] };
};

/** Keeps what answers of these accounts may be. Resolves with the accounts of which that is news. */
export const keepRules = async (
  db: Queryable,
  told: readonly { id: string; rules: AnswerRules }[],
): Promise<{ id: string; accountGroupId: string }[]> =>
  db.query(keeping, [
    told.map(({ id }) => id),
    told.map(({ rules }) => (rules.limits === undefined ? null : JSON.stringify(rules.limits))),
    told.map(({ rules }) => JSON.stringify(rules.besideWords)),
  ]);

const keeping = `
with kept as (
  update account a set limits = coalesce(n.limits, a.limits), beside_words = n.beside_words
  from unnest($1::uuid[], $2::text[]::jsonb[], $3::text[]::jsonb[]) as n(id, limits, beside_words)
  where a.id = n.id
    and (a.limits, a.beside_words) is distinct from (coalesce(n.limits, a.limits), n.beside_words)
  returning a.id, a.account_group_id)
select id, account_group_id as "accountGroupId" from kept`;
