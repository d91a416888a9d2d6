/**
 * THE access predicate: what a reader may see is what lies in one of its account groups. Lists, counts, search, details,
 * events and files all use it; there is no other. `alias` is the row with an `account_group_id`, `groups` the placeholder of
 * the reader's group ids.
 */
export const visibleTo = (alias: string, groups: string): string =>
  `${alias}.account_group_id = any(${groups}::uuid[])`;

/** Whether a reader sees every account group there is; the same for all rows of a query, so that it is asked once. */
export const seesAllGroups = (groups: string): string =>
  `not exists (select from account_group closed where closed.id <> all(${groups}::uuid[]))`;

/** The same predicate for what is in memory already, such as a live event; what belongs to no group is for everybody. */
export const isVisibleTo = (accountGroupId: string | null, groups: readonly string[]): boolean =>
  accountGroupId === null || groups.includes(accountGroupId);

/**
 * Of a mail that reached several account groups, and is a message in each of them, a reader who sees several is shown one: the
 * first. For lists and counts; what is asked for by its id is shown as it is.
 */
export const shownOnceTo = (alias: string, groups: string): string =>
  `(${visibleTo(alias, groups)} and (${alias}.copy_of is null or not exists (
      select from message first where first.id = ${alias}.copy_of and ${visibleTo('first', groups)})
    and not exists (select from message before where before.copy_of = ${alias}.copy_of and before.id < ${alias}.id
      and ${visibleTo('before', groups)})))`;

/** Whether a reader sees the mail that a message is, as this message or as what it is in another account group. */
export const mailVisibleTo = (alias: string, groups: string): string =>
  `(${visibleTo(alias, groups)} or exists (
      select from message first where first.id = ${alias}.copy_of and ${visibleTo('first', groups)})
    or exists (select from message other
      where other.copy_of = coalesce(${alias}.copy_of, ${alias}.id) and ${visibleTo('other', groups)}))`;

/** An identity is seen through a message, one it anchors or took part in, through a list of customers that names it, or where somebody began to write to it. */
export const identityVisibleTo = (alias: string, groups: string): string =>
  `(exists (select 1 from message anchored
      where anchored.anchor_identity_id = ${alias}.id and ${visibleTo('anchored', groups)})
    or exists (select 1 from participant part join message partaken on partaken.id = part.message_id
      where part.identity_id = ${alias}.id and ${visibleTo('partaken', groups)})
    or exists (select from import_identity listed join import list on list.id = listed.import_id
      where listed.identity_id = ${alias}.id and ${readsImport('list', groups)})
    or exists (select from written_to begun where begun.identity_id = ${alias}.id and ${visibleTo('begun', groups)}))`;

/** A person is seen in every account group that has a word of theirs, by whoever may see a list that names one of their addresses, and where somebody began to write to them. */
export const personVisibleTo = (person: string, groups: string): string =>
  `(exists (select from thread_row spoken where spoken.person_id = ${person} and ${visibleTo('spoken', groups)})
    or exists (select from link held join import_identity listed on listed.identity_id = held.identity_id
      join import list on list.id = listed.import_id
      where held.person_id = ${person} and held.withdrawn_at is null and ${readsImport('list', groups)})
    or exists (select from link held join written_to begun on begun.identity_id = held.identity_id
      where held.person_id = ${person} and held.withdrawn_at is null and ${visibleTo('begun', groups)}))`;

/** Whether a list still tells a reader whom it names. */
export const readsImport = (alias: string, groups: string): string =>
  `(${alias}.state <> 'undone' and ${importVisibleTo(alias, groups)})`;

/** An import, and what it made known, is seen in the account group that it was made for; one without a group by everybody. */
export const importVisibleTo = (alias: string, groups: string): string =>
  `(${alias}.account_group_id is null or ${visibleTo(alias, groups)})`;

/** A fact is seen in the account group in which it was learnt; one without a group by whoever sees its identity. */
export const factVisibleTo = (alias: string, groups: string): string =>
  `(${alias}.account_group_id is null or ${visibleTo(alias, groups)})`;
