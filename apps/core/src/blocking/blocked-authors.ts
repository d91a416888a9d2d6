import { iso } from '../paging/json-times.js';

/** An address (alias of a row of `identity`) is blocked by itself or with its domain; a single one of a blocked domain may be welcome all the same. */
export const isBlocked = (i: string): string =>
  `(${i}.blocked or ${i}.kind = 'mail' and ${i}.welcome_at is null and exists (
    select from blocked_domain d where d.domain = any(mail_domains(${i}.key))))`;

/** Since when a blocked address has been held back; what was stored later was released by somebody. Endless where nobody wrote it down. */
export const blockedSince = (i: string): string =>
  `greatest(case when ${i}.blocked then coalesce(${i}.blocked_at, 'infinity') else ${i}.blocked_at end, (
    select max(d.blocked_at) from blocked_domain d where ${i}.kind = 'mail' and d.domain = any(mail_domains(${i}.key))))`;

/**
 * The author of post `p`, whose message is `m`, is not blocked, or somebody released this since. Derived, so that it stands where it stood once the block is
 * lifted. Mail alone is blocked by domain, and no post is mail.
 */
export const isUnblockedPost = (p: string, m: string): string => `not exists (
  select from identity author where author.id = ${p}.author_identity_id and author.blocked
    and ${m}.ingested_at <= coalesce(author.blocked_at, 'infinity'))`;

/** The same where the message is no part of the statement; it is looked at for blocked authors alone. */
export const isUnblockedVoice = (p: string): string => `not exists (
  select from identity author where author.id = ${p}.author_identity_id and author.blocked and exists (
    select from message said where said.id = ${p}.message_id and said.ingested_at <= coalesce(author.blocked_at, 'infinity')))`;

/**
 * Which of these messages come from a blocked address, with the name of the agent who blocked it; `wanted` has `channel`,
 * `external_id` and the `kind` and `key` of the author, null for what is ours. A message that an agent releases from
 * quarantine right now is not among them: whoever looks at one message knows better than whoever blocked its sender.
 */
export const blockedAmong = (wanted: string): string => `
select w.channel, w.external_id, coalesce(a.name, 'an agent') as blocked_by
from ${wanted} w
cross join lateral (
  select b.blocked_by from (
    select i.blocked_by from identity i where i.kind = w.kind and i.key = w.key and i.blocked
    union all
    select d.blocked_by from blocked_domain d where w.kind = 'mail' and d.domain = any(mail_domains(w.key))
      and not exists (select from identity i where i.kind = 'mail' and i.key = w.key and i.welcome_at is not null)
  ) b limit 1) i
left join agent a on a.id = i.blocked_by
where not exists (
  select from quarantine q where q.channel = w.channel and q.external_id = w.external_id and q.state = 'replaying')`;

/** The block that holds an author (SQL of kind and key) back now, as JSON; null: none does. `tells`: whether why a domain `d` is blocked is told. */
export const blockOf = (kind: string, key: string, tells: string): string => `(
  select json_build_object('domain', b.domain, 'by', (select json_build_object('id', a.id, 'name', a.name) from agent a where a.id = b.by),
    'at', ${iso('b.at')}, 'why', b.why)
  from (
    select null::text as domain, i.blocked_by as by, i.blocked_at as at, i.blocked_why as why
    from identity i where i.kind = ${kind} and i.key = ${key} and i.blocked
    union all
    select d.domain, d.blocked_by, d.blocked_at, case when ${tells} then d.why end from blocked_domain d
    where ${kind} = 'mail' and d.domain = any(mail_domains(${key}))
      and not exists (select from identity i where i.kind = 'mail' and i.key = ${key} and i.welcome_at is not null)
  ) b limit 1)`;
