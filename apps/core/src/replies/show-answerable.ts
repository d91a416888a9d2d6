import type { AnswerableMessage, ReplyOptions } from '@filo/contracts/http';
import { shownOnceTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import { identityJson } from '../people-pages/identity-json.js';
import { channelFor } from './choose-account.js';
import { isGonePost } from './refuse-gone.js';
import { wonPlace } from './won-place.js';

/** Characters of a message by which it is known again; the whole stands in the thread. */
const excerptMax = 160;
/** The newest words of an address among which its places are looked for. */
const lookedAt = 200;
const placesMax = 10;

interface Answered {
  personId: string;
  accountGroupIds: readonly string[];
  messageId: string;
  /** That is answered where none is named. */
  byDefault: string | undefined;
}

interface Row extends Omit<AnswerableMessage, 'channel'> {
  kind: string;
  isPlace: boolean;
  isEarlier: boolean;
}

/** The message that an answer answers, as it is shown beside the answer, and what else they said last elsewhere. */
export const showAnswerable = async (
  db: Queryable,
  { personId, accountGroupIds, messageId, byDefault }: Answered,
): Promise<Pick<ReplyOptions, 'answers' | 'places'>> => {
  const found = (await db.query(finding, [personId, accountGroupIds, messageId])) as { json: Row }[];
  const rows = found.map(({ json }) => json);
  const answered = rows.find((row) => row.messageId === messageId);
  const places = rows.filter(({ isPlace }) => isPlace).slice(0, placesMax);
  return {
    answers: answered
      ? { ...shown(answered), isNewest: byDefault === messageId, isEarlier: answered.isEarlier }
      : null,
    places: places.map(shown),
  };
};

const shown = ({ kind, isPlace: _place, isEarlier: _earlier, ...row }: Row): AnswerableMessage => ({
  ...row,
  channel: channelFor(kind),
});

/** No answer is offered to what is gone. A place is an address of theirs, the channel of their words and who reads them; or one that they have proven and not written from yet. */
const finding = `
with recent as (
  select m.id, m.anchor_identity_id, m.channel, m.audience, m.sort_at
  from link l cross join lateral (
    select m.* from message m
    where m.anchor_identity_id = l.identity_id and m.direction = 'inbound' and m.class = 'human' and ${shownOnceTo('m', '$2')} and not ${isGonePost('m')}
    order by m.sort_at desc, m.id desc limit ${lookedAt}) m
  where l.person_id = $1 and l.withdrawn_at is null),
places as (
  select distinct on (anchor_identity_id, channel, audience) id from recent
  order by anchor_identity_id, channel, audience, sort_at desc, id desc),
won as (
  select mail.id from link l cross join lateral (${wonPlace('l.identity_id', '$2')}) mail
  where l.person_id = $1 and l.withdrawn_at is null
    and not exists (select from recent r where r.anchor_identity_id = l.identity_id and r.audience = 'private'))
select json_build_object('messageId', m.id, 'author', ${identityJson('author', '$2')}, 'kind', i.kind, 'audience', m.audience,
  'text', left(m.new_text, ${excerptMax}), 'postedAt', ${iso('m.sort_at')}, 'proven', m.direction = 'outbound',
  'isPlace', exists (select from places p where p.id = m.id) or exists (select from won where won.id = m.id),
  'isEarlier', exists (select from recent r where (r.sort_at, r.id) > (m.sort_at, m.id))) as json
from message m
join identity author on author.id = case when m.direction = 'outbound' then m.anchor_identity_id else m.author_identity_id end
join identity i on i.id = case when m.direction = 'outbound' then m.anchor_identity_id else coalesce(m.reply_identity_id, m.author_identity_id) end
where m.id in (select id from places union all select id from won union all select $3::uuid)
order by m.sort_at desc, m.id desc`;
