import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { TopicFacts } from './place-message.js';

/** A message that something in the batch may answer. */
export interface AnsweredMessage {
  id: string;
  threadingId: string | null;
  /** What other servers call it, as far as somebody asked by that. */
  alsoCalled?: readonly string[] | null;
  anchorIdentityId: string;
  accountGroupId: string;
  personId: string | null;
  direction: string;
  sortAt: number;
  topic: TopicFacts | undefined;
}

export interface PlacingLookup {
  personIds: readonly string[];
  /** Also topics that hold nothing but history. */
  history: boolean;
  /** Ids in `In-Reply-To` and `References`. */
  threadingIds: readonly string[];
  /** Ids of our messages named by verified Message-IDs. */
  messageIds: readonly string[];
  /** Ids of our deliveries named by verified reply tokens. */
  deliveryIds: readonly string[];
}

export interface PlacingFound {
  topicsOf: Map<string, TopicFacts[]>;
  answered: AnsweredMessage[];
  /** Message id by delivery id. */
  deliveries: Map<string, string>;
}

/** Messages of the same Message-ID that are looked at; more than one means that somebody reuses ids. */
const sameIdMax = 5;

/** Everything that placing a batch needs, in one round trip. */
export const readPlacingFacts = async (db: Queryable, lookup: PlacingLookup): Promise<PlacingFound> => {
  const [found]: [
    { topics: TopicRow[] | null; answered: AnsweredRow[] | null; deliveries: DeliveryRow[] | null },
  ] = await db.query(reading, [
    encodeArray('uuid', lookup.personIds),
    lookup.history,
    encodeArray('text', lookup.threadingIds),
    encodeArray('uuid', lookup.messageIds),
    encodeArray('uuid', lookup.deliveryIds),
  ]);
  const topicsOf = new Map<string, TopicFacts[]>();
  for (const { personId, ...topic } of found.topics ?? [])
    topicsOf.set(personId, [...(topicsOf.get(personId) ?? []), topic]);
  return {
    topicsOf,
    answered: (found.answered ?? []).map((row) => ({ ...row, topic: row.topic ?? undefined })),
    deliveries: new Map((found.deliveries ?? []).map((row) => [row.id, row.messageId])),
  };
};

type TopicRow = TopicFacts & { personId: string };
type AnsweredRow = Omit<AnsweredMessage, 'topic'> & { topic: TopicFacts | null };
interface DeliveryRow {
  id: string;
  messageId: string;
}

/** `date_part` counts in float8; `extract` would do the same in numeric, at several times the price. */
const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)`;
const topicJson = (more = ''): string => `json_build_object(${more}
  'id', t.id, 'accountGroupId', t.account_group_id, 'subjectKey', t.subject_key, 'state', t.state,
  'openedAt', ${ms('t.opened_at')}, 'lastAt', ${ms('t.last_at')}, 'closedAt', ${ms('t.closed_at')},
  'historyOnly', t.in_at is null and t.out_at is null and t.close_at is null and t.reopen_at is null,
  'assigneeId', t.assignee_id)`;

const reading = `
with sent as (select d.id, d.message_id from delivery d where d.id = any($5::uuid[])),
named as (
  select m.id, r.threading_id as called from unnest($3::text[]) r(threading_id)
  cross join lateral (
    select n.channel, n.first_external_id from post_name n where n.threading_id = r.threading_id limit ${sameIdMax}) n
  cross join lateral (
    select l.message_id as id from ledger l
    where l.channel = n.channel and l.external_id = n.first_external_id and l.state = 'message' offset 0) l
  cross join lateral (
    select m.id from message m where m.id = l.id union all select m.id from message m where m.copy_of = l.id) m
),
hit as (
  select m.id from unnest($3::text[]) r(threading_id)
  cross join lateral (
    select m.id from message m where m.threading_id = r.threading_id
    order by m.sort_at desc, m.id desc limit ${sameIdMax}) m
  union select id from named
  union select unnest($4::uuid[])
  union select message_id from sent
)
select
  (select json_agg(${topicJson("'personId', l.person_id,")})
    from unnest($1::uuid[]) p(id)
    cross join lateral (select l.* from link l where l.person_id = p.id and l.withdrawn_at is null offset 0) l
    cross join lateral (
      select t.* from topic t where t.anchor_identity_id = l.identity_id and t.state <> 'closed'
      union all
      select t.* from topic t where $2 and t.anchor_identity_id = l.identity_id and t.state = 'closed'
        and t.in_at is null and t.out_at is null and t.close_at is null and t.reopen_at is null) t) as topics,
  (select json_agg(json_build_object('id', m.id, 'threadingId', m.threading_id,
      'alsoCalled', (select json_agg(n.called) from named n where n.id = m.id), 'direction', m.direction,
      'anchorIdentityId', m.anchor_identity_id, 'accountGroupId', m.account_group_id, 'personId', l.person_id, 'sortAt', ${ms('m.sort_at')},
      'topic', case when t.id is not null then ${topicJson()} end))
    from hit
      cross join lateral (select m.* from message m where m.id = hit.id offset 0) m
      left join lateral (select t.* from topic t where t.id = m.topic_id offset 0) t on true
      left join lateral (
        select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null offset 0
      ) l on true) as answered,
  (select json_agg(json_build_object('id', id, 'messageId', message_id)) from sent) as deliveries`;
