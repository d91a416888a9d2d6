/**
 * `(agent_id)`: who followed the thread, in which an address stands now, when something came into it at `at`: whoever chose to, by any address of its
 * person, and whoever had the topic by then, unless they chose not to since.
 */
export const followersOf = ({ anchor, topic, at }: Record<'anchor' | 'topic' | 'at', string>): string => `(
  with chosen as (
    select f.agent_id, bool_or(f.following and f.at <= ${at}) as follows, bool_and(not f.following) as declined
    from link here join link beside on beside.person_id = here.person_id and beside.withdrawn_at is null
    join thread_follow f on f.identity_id = beside.identity_id
    where here.identity_id = ${anchor} and here.withdrawn_at is null group by f.agent_id)
  select agent_id from chosen where follows
  union
  select owned.assignee_id from topic owned where owned.id = ${topic} and owned.assignee_id is not null
    and not exists (select from chosen where chosen.agent_id = owned.assignee_id and chosen.declined)
    and not exists (select from action given where given.topic_id = owned.id and given.kind = 'assign' and given.at > ${at}))`;
