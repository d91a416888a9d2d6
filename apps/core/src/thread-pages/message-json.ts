import { visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { knownName } from '../people-pages/known-name.js';
import { identityJson } from '../people-pages/identity-json.js';
import { foundByJson, levelName } from '../board/card-json.js';
import { isRecent } from '../board/handled-storms.js';
import { saysToBeJson } from '../invitations/said-to-be.js';
import { mayStand } from '../deliveries/taking-back/judge-take-back.js';
import { pausedWaits } from '../outbox/waiting-of-account.js';
import { postFields } from './post-fields.js';

/**
 * Common table expressions that turn `page (id)` into `shown (id, sort_at, json)`, messages as `messageView` of the
 * contracts. Every identity is written once, however many messages it stands in.
 */
export const shownMessages = (groups: string): string => `
wanted_identity as (
  select m.author_identity_id as id from page join message m using (id)
  union select p.identity_id from page join participant p on p.message_id = page.id
  union select d.recipient_identity_id from page join delivery d on d.message_id = page.id),
face as materialized (
  select i.id, ${knownName('i', groups)} as name, ${identityJson('i', groups)} as json,
    exists (select from message w where w.anchor_identity_id = i.id and w.author_identity_id = i.id
      and w.direction = 'inbound' and ${visibleTo('w', groups)}) as wrote,
    (select l.person_id from link l where l.identity_id = i.id and l.withdrawn_at is null
      and exists (select from thread_row r where r.person_id = l.person_id and ${visibleTo('r', groups)})) as person_id
  from wanted_identity join identity i using (id)),
shown as (
  select m.id, m.sort_at, json_build_object(
    'id', m.id,
    'threadId', (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null),
    'topicId', m.topic_id, 'copyTopicIds', ${copyTopicIdsJson(groups)}, 'channel', m.channel, 'accountId', m.account_id, 'direction', m.direction,
    'class', m.class, 'history', m.history, 'audience', m.audience,
    'author', case when m.author_agent_id is null
      then json_build_object('type', 'identity', 'identity', author.json)
      else json_build_object('type', 'agent', 'agent', json_build_object('id', writer.id, 'name', writer.name)) end,
    'authorProof', m.proof, 'authorProofReason', case when m.proof is not null then coalesce(m.proof_reason, '') end,
    'saidName', case when m.proof <> 'proven' and lower(m.said_name) is distinct from lower(author.name) then m.said_name end,
    'saysToBe', ${saysToBeJson(groups)}, 'participants', coalesce((
      select json_agg(json_build_object('role', p.role, 'identity', face.json, 'personId', face.person_id, 'wroteToUs', face.wrote)
        order by array_position('{to,cc,bcc,reply-to,mentioned}'::text[], p.role), face.id)
      from participant p join face on face.id = p.identity_id where p.message_id = m.id), '[]'),
    'mentions', case when m.mentions is not null then ${mentionsJson} end, 'subject', m.subject, 'text', m.text, 'newText', m.new_text, 'quotedText', m.quoted_text,
    'signatureText', m.signature_text, 'html', m.html,
    'attachments', ${attachmentsJson},
    'marks', m.marks, 'reports', m.reports,
    'deliveries', ${deliveriesJson},
    'sortAt', ${iso('m.sort_at')}, 'claimedAt', ${iso('m.claimed_at')}, 'hasOriginal', m.raw_sha256 is not null, 'permalink', m.permalink,
    'foundBy', case when m.audience = 'public' and exists (select from listened_post found where found.message_id = m.id) then ${foundByJson} else '[]'::json end,
    'answers', case when m.direction = 'outbound' and m.class = 'human' then ${answeredPostJson(groups)} end,
    'carries', ${carriesJson(groups)}, 'carriedBy', ${carriedByJson(groups)},
    'waitsOnBoard', case when m.direction = 'inbound' and m.audience = 'public' then ${waitsOnBoardJson} end) as json
  from page join message m using (id)
  left join face author on author.id = m.author_identity_id
  left join agent writer on writer.id = m.author_agent_id)`;

/** Whom note `m` names, as they are called now. */
const mentionsJson = `(
      select json_agg(json_build_object('type', said.type, 'id', said.id, 'said', said.said,
        'name', coalesce((select a.name from agent a where said.type = 'agent' and a.id = said.id),
          (select t.name from team t where said.type = 'team' and t.id = said.id), said.said)) order by said.said, said.id)
      from jsonb_to_recordset(m.mentions) said(type text, id uuid, said text))`;

/** Where public message `m` stands on the board, which shows those of a storm where its gravest voice or an agent says; nothing where the board does not show it. */
const waitsOnBoardJson = `(
      select json_build_object('level', ${levelName('coalesce(s.corrected_level, s.level)')},
        'corrected', s.corrected_level is not null, 'reason', p.reasons -> 0)
      from public_post p join storm s on s.id = p.storm_id where p.message_id = m.id and not s.not_about_us and (
        exists (select from waiting_post w join topic t on t.id = m.topic_id where w.message_id = m.id and t.state in ('open', 'waiting'))
        or ${isRecent} and exists (select from listened_post l where l.message_id = m.id and l.state = 'waiting')))`;

/** The public post of theirs that message `m` of ours answers. */
const answeredPostJson = (groups: string): string => `(
      select json_build_object(${postFields('a', groups)})
      from message a where a.id = m.answers_message_id and a.audience = 'public' and a.direction = 'inbound' and ${visibleTo('a', groups)})`;

const threadOf = (m: string): string =>
  `(select l.person_id from link l where l.identity_id = ${m}.anchor_identity_id and l.withdrawn_at is null)`;

/** The message that `m` forwards or says again. */
const carriesJson = (groups: string): string => `(
      select json_build_object('kind', c.kind, 'messageId', o.id, 'threadId', ${threadOf('o')})
      from carried_message c join message o on o.id = c.origin_id where c.message_id = m.id and ${visibleTo('o', groups)})`;

/** By which messages `m` was forwarded or said again. */
const carriedByJson = (groups: string): string => `coalesce((
      select json_agg(json_build_object('kind', c.kind, 'messageId', copy.id, 'threadId', ${threadOf('copy')},
        'to', (select i.key from identity i where i.id = copy.anchor_identity_id), 'by', sender.name, 'at', ${iso('copy.sort_at')}) order by copy.sort_at, copy.id)
      from carried_message c join message copy on copy.id = c.message_id left join agent sender on sender.id = copy.author_agent_id
      where c.origin_id = m.id and ${visibleTo('copy', groups)}), '[]')`;

/** Where the same mail stands in further account groups of the reader. */
const copyTopicIdsJson = (groups: string): string => `coalesce((
      select json_agg(copy.topic_id order by copy.id) from message copy where copy.copy_of = coalesce(m.copy_of, m.id)
        and copy.id <> m.id and copy.topic_id is not null and ${visibleTo('copy', groups)}), '[]')`;

/** What became of message `m` at each recipient, who stands in `face`. */
const deliveriesJson = `coalesce((
      select json_agg(json_build_object('id', d.id, 'recipient', face.json, 'state', d.state, 'attempt', d.attempt,
        'at', ${iso('d.at')}, 'detail', case when paused.id is null then d.detail else '${pausedWaits.detail}' end,
        'why', case when paused.id is null then coalesce(d.why, '[]') else '${JSON.stringify(pausedWaits.why)}' end, 'maybeTwice', d.doubtful, 'lookedAt', case when d.state = 'unknown' then ${iso('d.looked_at')} end,
        'unseen', coalesce(via.channel = 'email' and not via.settings ? 'imap', false), 'deletedBy', deleter.name,
        'parts', case when d.parts is not null then (
          select json_agg(json_build_object('text', part ->> 'text', 'posted', part ? 'id', 'permalink', part ->> 'permalink', 'gone', part ? 'gone') order by n)
          from jsonb_array_elements(d.parts) with ordinality p(part, n)) end,
        'takingBack', case when d.state = any('{${mayStand.join()}}') then wish.json end,
        'heldUntil', case when d.state = 'queued' then ${iso('d.held_until')} end,
        'kept', exists (select from captured_mail c where c.delivery_id = d.id)) order by d.id)
      from delivery d join face on face.id = d.recipient_identity_id left join agent deleter on deleter.id = d.deleted_by
      left join account via on via.id = d.account_id
      left join account paused on paused.id = d.account_id and paused.state = 'paused' and d.state = 'queued'
      left join lateral (
        select json_build_object('by', wisher.name, 'at', ${iso('w.asked_at')}, 'said', w.said, 'why', w.why, 'refused', w.refused) as json
        from take_back w left join agent wisher on wisher.id = w.agent_id where w.message_id = m.id offset 0) wish on true
      where d.message_id = m.id), '[]')`;

/** The attachments of message `m`, in their order. */
const attachmentsJson = `coalesce((
      select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'bytes', b.bytes,
        'inline', a.inline, 'contentId', a.content_id, 'alt', a.alt) order by a.position)
      from attachment a join blob b on b.sha256 = a.sha256 where a.message_id = m.id), '[]')`;
