/** A name that somebody used for themselves, with the time of it in ms, and whether it is proven that they did. */
export interface SaidName {
  name: string;
  at: number;
  proven: boolean;
}

/** A name, with the account group in which it was said: see `known-name.ts`. */
export interface HeardName extends SaidName {
  groupId: string;
}

/**
 * Whether one name of an identity is to be shown rather than another: a proven one rather than a claimed one, whichever came
 * first; of proven ones the newer, since whoever proves an address may rename themselves; of claimed ones the older, since
 * anybody can claim; else the greater. So any order of arrival ends with the same name.
 */
export const isBetterName = (one: SaidName, other: SaidName): boolean => {
  if (one.proven !== other.proven) return one.proven;
  if (one.at !== other.at) return one.proven ? one.at > other.at : one.at < other.at;
  return one.name > other.name;
};

/** The same of two rows with the columns of `identity`; bytes are compared, as above, and not letters of some language. */
export const isBetterNameSql = (one: string, other: string): string =>
  `(${other}.name_at is null or case
    when ${one}.name_proven <> ${other}.name_proven then ${one}.name_proven
    when ${one}.name_at <> ${other}.name_at then (${one}.name_at > ${other}.name_at) = ${one}.name_proven
    else ${one}.name collate "C" > ${other}.name collate "C" end)`;

/** How rows of `identity_name` are added to what is known; in one order, so that two transactions queue. */
export const keepingNames = `order by identity_id, account_group_id, name
  on conflict (identity_id, account_group_id, name) do update set
    proven = identity_name.proven or excluded.proven,
    first_at = case when excluded.proven = identity_name.proven then least(identity_name.first_at, excluded.first_at)
      when excluded.proven then excluded.first_at else identity_name.first_at end,
    last_at = case when excluded.proven = identity_name.proven then greatest(identity_name.last_at, excluded.last_at)
      when excluded.proven then excluded.last_at else identity_name.last_at end`;
