/**
 * Which of these messages come from a blocked address, with the name of the agent who blocked it; `wanted` has `channel`,
 * `external_id` and the `kind` and `key` of the author, null for what is ours. A message that an agent releases from
 * quarantine right now is not among them: whoever looks at one message knows better than whoever blocked its sender.
 */
export const blockedAmong = (wanted: string): string => `
select w.channel, w.external_id, coalesce(a.name, 'an agent') as blocked_by
from ${wanted} w
cross join lateral (
  select i.blocked_by from identity i where i.kind = w.kind and i.key = w.key and i.blocked offset 0) i
left join agent a on a.id = i.blocked_by
where not exists (
  select from quarantine q where q.channel = w.channel and q.external_id = w.external_id and q.state = 'replaying')`;
