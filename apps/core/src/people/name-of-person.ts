/**
 * The name that agents stated for a person, null if none: what one typed on the profile beats what one brought in a list,
 * since who looks at one person knows better; one who clears the name clears what lists said before. `of` and `and` are
 * conditions on `facing` (a link) and `said` (a fact).
 */
export const statedName = (of: string, and = ''): string => `(
  select nullif(stated.value, '') from (
    select distinct on (typed.by_agent) said.value, said.at, typed.by_agent
    from link facing join fact said on said.identity_id = facing.identity_id and said.field = 'name' and said.actor <> 'author'
    cross join lateral (select said.actor like 'agent:%' as by_agent) typed
    where ${of} and facing.withdrawn_at is null ${and}
    order by typed.by_agent, said.at desc, said.value) stated
  order by stated.by_agent and stated.value <> '' desc, stated.at desc, stated.value limit 1)`;

/**
 * Of several identities the name that one used for itself, null if none did: the newest proven one, else the oldest claimed
 * one. A part of an address is called something only to tell it apart: while it is the same person as its address, that counts
 * for nothing. `named` has the names that count: `identity` itself, or what a reader knows (`joinKnownName`).
 */
export const ownName = (identity: string, named: string): string =>
  `(array_agg(${named}.name order by ${named}.name_proven desc,
      case when ${named}.name_proven then ${named}.name_at end desc, ${named}.name_at nulls last, ${named}.name)
    filter (where ${named}.name <> '' and (${identity}.part_of is null or not exists (
      select from link part join link whole on whole.person_id = part.person_id and whole.withdrawn_at is null
      where part.identity_id = ${identity}.id and part.withdrawn_at is null and whole.identity_id = ${identity}.part_of))))[1]`;
