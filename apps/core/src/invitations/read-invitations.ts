import { visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { knownLanguage } from '../people-pages/known-language.js';
import { knownName } from '../people-pages/known-name.js';
import { anybodyFullUntil } from '../proofs/ask-limits.js';
import { pageFullUntil } from './page-mails.js';

/** An invitation is over when it was withdrawn, has joined, or its time is up. */
export const isOver = (alias: string): string =>
  `(${alias}.withdrawn_at is not null or ${alias}.joined_at is not null or ${alias}.expires_at < clock_timestamp())`;

const stateOf = `case
  when undo.id is not null then 'undone'
  when v.joined_at is not null then 'joined'
  when v.withdrawn_at is not null then 'withdrawn'
  when v.expires_at < clock_timestamp() then 'expired'
  when answered.waiting then 'mail-proven'
  else 'open' end`;

/** Whoever has the page can write by its form under ever new addresses: of so many it is told. */
const claimsMax = 20;

/** Whether one person holds both identities already, so that nobody is left to say who is whom. */
export const areOne = (one: string, other: string): string => `exists (
  select from link held join link too on too.person_id = held.person_id and too.withdrawn_at is null
  where held.identity_id = ${one} and held.withdrawn_at is null and too.identity_id = ${other})`;

/**
 * Mail addresses that say to be whom invitation `v` invited, while it stands and they are not joined: by its form, or by the mailed button.
 * Those of person `personId` first, then whoever pressed the button, then the newest.
 */
const claimsJson = (personId: string): string => `case when ${isOver('v')} then '[]' else coalesce((
    select json_agg(json_build_object('identityId', top.id, 'address', top.key) order by top.mine desc, top.used desc, top.at desc, top.id)
    from (
      select c.id, c.key, bool_or(said.used) as used, max(said.at) as at,
        exists (select from link l where l.identity_id = c.id and l.person_id = ${personId} and l.withdrawn_at is null) as mine
      from (
        select w.identity_id as id, false as used, w.said_at as at from invitation_claim w where w.invitation_id = v.id
        union all select p.identity_id, true, p.used_at from proof_request p
        where p.invitation_id = v.id and p.purpose = 'invitation' and p.used_at is not null) said
      join identity c on c.id = said.id
      where not exists (select from proof_request no where no.identity_id = c.id and no.invitation_id = v.id and no.denied_at is not null)
        and not ${areOne('c.id', 'v.identity_id')}
      group by c.id, c.key order by mine desc, used desc, at desc, c.id limit ${claimsMax}) top), '[]') end`;

/** `invitationView` of the contracts but for URL and text, which are made of `slug` and `language`; `groups` may see it; `personId` is whose page it is read for. */
export const invitationJson = (groups: string, personId = 'null::uuid'): string => `
select v.slug, ${knownLanguage('v.identity_id', groups)} as language,
  json_build_object('id', v.id, 'state', ${stateOf},
    'identity', json_build_object('id', i.id, 'kind', i.kind, 'key', i.key, 'name', ${knownName('i', groups)}, 'handle', i.handle),
    'accountId', v.account_id, 'messageId', v.message_id,
    'by', case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end,
    'pageFullUntil', case when not ${isOver('v')} then ${iso(pageFullUntil('v'))} end,
    'mailsPausedUntil', case when not ${isOver('v')} then ${iso(anybodyFullUntil('v.account_group_id'))} end, 'madeAt', ${iso('v.made_at')}, 'expiresAt', ${iso('v.expires_at')}, 'answers', coalesce(answered.list, '[]'), 'claims', ${claimsJson(personId)}, 'direct', direct.view,
    'refused', case when v.refused_at is not null then json_build_object(
      'reason', v.refused_reason, 'messageId', v.refused_message_id, 'at', ${iso('v.refused_at')}) end,
    'joined', case when v.joined_at is not null then json_build_object(
      'at', ${iso('v.joined_at')}, 'changeId', v.change_id, 'messageId', answered.by_message) end) as view
from invitation v join identity i on i.id = v.identity_id left join agent a on a.id = v.agent_id
  left join link_change undo on undo.undoes_id = v.change_id
  left join lateral (
    select json_agg(json_build_object('identityId', m.id, 'address', m.key, 'provenAt', ${iso('p.used_at')},
        'codeExpiresAt', ${iso('p.code_expires_at')}, 'used', p.code_message_id is not null) order by p.used_at) as list,
      bool_or(p.code_message_id is null and p.code_expires_at > clock_timestamp()) as waiting,
      max(p.code_message_id::text)::uuid as by_message
    from proof_request p join identity m on m.id = p.identity_id
    where p.invitation_id = v.id and p.purpose = 'invitation' and p.used_at is not null) answered on true
  left join lateral (
    select json_build_object('at', ${iso('p.asked_at')}, 'messageId', p.message_id, 'provenAt', ${iso('p.used_at')},
      'state', case when p.used_at is not null then 'proven' when d.state in ('failed', 'bounced', 'cancelled') then 'failed'
        when d.state in ('queued', 'sending') then 'asked' else 'sent' end, 'detail', d.detail,
      'heldUntil', case when d.state = 'queued' and d.held_until > clock_timestamp() then ${iso('d.held_until')} end) as view
    from proof_request p left join delivery d on d.message_id = p.message_id
    where p.invitation_id = v.id and p.purpose = 'direct-invitation' order by p.asked_at desc limit 1) direct on true
where ${visibleTo('v', groups)}`;
