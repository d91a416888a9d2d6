/** Deliveries of this account that its network calls so, whole or in part: each by the one index that serves it. Both are SQL. */
export const sentAs = (account: string, externalId: string): string => `
  select d.* from (select * from delivery where account_id = ${account} and external_id = ${externalId} offset 0) d
  union all
  select d.* from (select * from delivery where external_ids @> array[${externalId}] offset 0) d
  where d.account_id = ${account} and d.external_id is distinct from ${externalId}`;
