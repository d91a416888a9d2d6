import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { twinId, type Deed, type PlacedWord, type Span, type TwinFacts } from './place-twins.js';

/**
 * What decides about twins, for all topics that these identities opened or spoke in. Only topics in which somebody spoke who
 * did not open them cost more than the look-up.
 */
export const readTwinFacts = async (db: Queryable, identityIds: readonly string[]): Promise<TwinFacts> => {
  const words: (PlacedWord & { openedBy: string; twinOf: string | null })[] = await db.query(readingWords, [
    encodeArray('uuid', identityIds),
  ]);
  const topics = new Map(words.map(({ topicId, openedBy, twinOf }) => [topicId, { openedBy, twinOf }]));
  if (words.length === 0) return { topics, words, deeds: new Map(), together: () => [] };
  const named = words.flatMap((word) => [word.topicId, twinId(word.topicId, word.identityId)]);
  const deeds = await readDeeds(db, [...new Set(named)]);
  const who = new Set(words.flatMap((word) => [word.openedBy, word.identityId]));
  const links: HeldLink[] = await db.query(readingLinks, [encodeArray('uuid', [...who])]);
  return { topics, words, deeds, together: togetherness(links) };
};

const readDeeds = async (db: Queryable, topicIds: readonly string[]): Promise<TwinFacts['deeds']> => {
  const rows: (Deed & { topicId: string })[] = await db.query(readingDeeds, [encodeArray('uuid', topicIds)]);
  const deeds = new Map<string, Deed[]>();
  for (const { topicId, ...deed } of rows) {
    const known = deeds.get(topicId);
    if (known) known.push(deed);
    else deeds.set(topicId, [deed]);
  }
  return deeds;
};

interface HeldLink {
  identityId: string;
  personId: string;
  from: number;
  until: number | null;
}

const togetherness = (links: readonly HeldLink[]): TwinFacts['together'] => {
  const linksOf = (id: string) => links.filter((link) => link.identityId === id);
  return (one, other) =>
    linksOf(one).flatMap((a) =>
      linksOf(other).flatMap((b): Span[] => {
        const from = Math.max(a.from, b.from);
        const until = Math.min(a.until ?? Infinity, b.until ?? Infinity);
        return a.personId === b.personId && from < until ? [{ from, until }] : [];
      }),
    );
};

/** `float8` counts microseconds of this century exactly. */
const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::float8`;

const readingWords = `
with recursive near as (
  select t.id, t.twin_of from unnest($1::uuid[]) i(id) cross join lateral (
    select t.id, t.twin_of from topic t where t.anchor_identity_id = i.id offset 0) t
  union
  select t.id, t.twin_of from unnest($1::uuid[]) i(id)
    cross join lateral (select m.topic_id from message m where m.anchor_identity_id = i.id offset 0) said
    cross join lateral (select t.id, t.twin_of from topic t where t.id = said.topic_id offset 0) t
  union
  select t.id, t.twin_of from near join topic t on t.id = near.twin_of
),
placed as (
  select distinct on (a.message_id) a.message_id, a.topic_id, a.at
  from near join action a on a.topic_id = near.id and a.kind = 'placed'
  order by a.message_id, a.at desc, a.id desc
)
select m.id as "messageId", t.id as "topicId", m.anchor_identity_id as "identityId", ${micros('p.at')} as at,
  m.class = 'human' as human, t.anchor_identity_id as "openedBy", t.twin_of as "twinOf"
from placed p join message m on m.id = p.message_id join topic t on t.id = p.topic_id
where m.anchor_identity_id <> t.anchor_identity_id
order by p.at, m.id`;

const readingDeeds = `
select a.id, a.topic_id as "topicId", a.kind, ${micros('a.at')} as at
from unnest($1::uuid[]) named(id) join action a on a.topic_id = named.id
union all
select c.id, c.continues_topic_id, 'continued', ${micros('min(a.at)')}
from unnest($1::uuid[]) named(id) join topic c on c.continues_topic_id = named.id
  join action a on a.topic_id = c.id and a.kind = 'placed'
group by c.id
order by at, id`;

const readingLinks = `
select identity_id as "identityId", person_id as "personId", ${micros('made_at')} as from, ${micros('withdrawn_at')} as until
from link where identity_id = any($1::uuid[])`;
