import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { saidPhrase } from '../matching/reading/phrases.js';
import { shownOfIdentity } from '../matching/reading/shown-of-identity.js';
import { shownOfMessage } from '../matching/reading/shown-of-message.js';
import type { StoredCounterEvidence, StoredEvidence } from '../matching/stored-evidence.js';
import { suggestedFrom, weighEvidence } from '../matching/weigh-evidence.js';
import { readMessages, type NewMessage } from './finding/read-messages.js';
import { readPairs } from './finding/read-pairs.js';
import { storePairs } from './finding/store-pairs.js';
import { suggestionsChanged } from './suggestions-changed.js';

/** What the words of a message show of whom, by the message. */
export type Shown = ReadonlyMap<string, ReadonlySet<string>>;

/** To be read before words are changed or taken away: what they show is known of them alone. */
export const readShown = async (db: Queryable, messageIds: readonly string[]): Promise<Shown> =>
  messageIds.length === 0
    ? new Map()
    : new Map([...(await readMessages(db, messageIds))].map(([id, message]) => [id, shownBy(message)]));

const nameOf = (identityId: string, token: number): string => `${identityId} ${token}`;

/** Without what their author is called: that stands in no words. */
const shownBy = (message: NewMessage): Set<string> => {
  const said = saidPhrase(message.newText);
  const shown = new Set(said === undefined ? [] : [nameOf(message.anchorId, said)]);
  if (message.direction !== 'inbound') return shown;
  const called = new Set(shownOfIdentity(message.author).map(({ token }) => token));
  for (const { token } of shownOfMessage(message))
    if (!called.has(token)) shown.add(nameOf(message.author.id, token));
  return shown;
};

/**
 * Forgets what these messages showed (`before`) and show no more: what others are found by, and the reasons of suggestions that name them; of what they show still the
 * pair is compared anew. What another message of the same author tells still is theirs, and names that. A suggestion that has too little left, and on which nobody decided, goes.
 */
export const forgetShown = async (db: Queryable, before: Shown): Promise<void> => {
  const now = await readShown(db, [...before.keys()]);
  const gone = [...before].flatMap(([id, shown]) =>
    [...shown].flatMap((name) => (now.get(id)?.has(name) ? [] : [{ id, name }])),
  );
  if (gone.length === 0) return;
  const names = gone.map(({ name }) => name.split(' '));
  const ids = encodeArray('uuid', gone.map(({ id }) => id)); // prettier-ignore
  await db.query(forgetting, [
    encodeArray('uuid', names.map(([identityId]) => identityId!)), // prettier-ignore
    encodeArray('bigint', names.map(([, token]) => Number(token))), // prettier-ignore
    ids,
  ]);
  await giveBack(db, new Set(gone.map(({ name }) => name)));
  const kept = (await db.query(naming, [ids])) as Kept[];
  for (const suggestion of kept) await strip(db, suggestion, new Set(gone.map(({ id }) => id)));
  if (kept.length === 0) return;
  await storePairs(db, await readPairs(db, kept.map(({ pair }) => ({ pair })))); // prettier-ignore
  await db.query(closing, [kept.map(({ id }) => id), suggestedFrom]);
  await recordLive(db, [suggestionsChanged]);
};

/** Looked at of each author, the newest. */
const othersMax = 100;

/** Whoever said it twice is found by it still. What everybody can read goes first: it may be named to whom a private word may not. */
const giveBack = async (db: Queryable, names: ReadonlySet<string>): Promise<void> => {
  const identityIds = [...new Set([...names].map((name) => name.split(' ')[0]!))];
  const others = (await db.query(sayingMore, [encodeArray('uuid', identityIds)])) as { id: string }[];
  const messages = await readMessages(db, others.map(({ id }) => id)); // prettier-ignore
  const [open, closed] = [true, false].map((isOpen) =>
    [...messages.values()].filter((message) => message.isOpen === isOpen),
  ) as [NewMessage[], NewMessage[]];
  const given = new Map<string, string>();
  for (const message of [...open, ...closed])
    for (const name of shownBy(message)) if (names.has(name) && !given.has(name)) given.set(name, message.id);
  if (given.size === 0) return;
  await db.query(giving, [
    encodeArray('uuid', [...given.keys()].map((name) => name.split(' ')[0]!)), // prettier-ignore
    encodeArray('bigint', [...given.keys()].map((name) => Number(name.split(' ')[1]))), // prettier-ignore
    encodeArray('uuid', [...given.values()]),
  ]);
};

const sayingMore = `
select said.id from unnest($1::uuid[]) r(id) cross join lateral (
  select m.id from message m where m.anchor_identity_id = r.id and m.class = 'human' and m.direction <> 'note'
  order by m.sort_at desc, m.id desc limit ${othersMax}) said`;

/** What is there names another message, and stays. */
const giving = `
insert into match_token (token, identity_id, message_id)
select token, identity_id, message_id from unnest($1::uuid[], $2::bigint[], $3::uuid[]) r(identity_id, token, message_id) order by 1, 2
on conflict do nothing`;

interface Kept {
  id: string;
  pair: [string, string];
  evidence: StoredEvidence[];
  counter: StoredCounterEvidence[];
}

const strip = async (
  db: Queryable,
  { id, evidence, counter }: Kept,
  gone: ReadonlySet<string>,
): Promise<void> => {
  const stays = ({ messageIds }: StoredEvidence | StoredCounterEvidence) =>
    !messageIds.some((messageId) => gone.has(messageId));
  const left = { evidence: evidence.filter(stays), counter: counter.filter(stays) };
  await db.query(
    'update suggestion set evidence = $2, counter_evidence = $3, confidence = $4 where id = $1',
    [
      ...[id, JSON.stringify(left.evidence), JSON.stringify(left.counter)],
      weighEvidence([...left.evidence, ...left.counter]),
    ],
  );
};

const forgetting = `
delete from match_token t using unnest($1::uuid[], $2::bigint[], $3::uuid[]) r(identity_id, token, message_id)
where t.token = r.token and t.identity_id = r.identity_id and t.message_id = r.message_id`;

const naming = `
with said as materialized (
  select id, author_identity_id as who from message where id = any($1::uuid[])
  union select id, anchor_identity_id from message where id = any($1::uuid[])
), of as materialized (
  select s.id from said join suggestion s on s.a_identity_id = said.who union select s.id from said join suggestion s on s.b_identity_id = said.who)
select s.id, json_build_array(s.a_identity_id, s.b_identity_id) as pair, s.evidence, s.counter_evidence as counter
from of join suggestion s on s.id = of.id
where exists (
  select from jsonb_array_elements(s.evidence || s.counter_evidence) each
  where each -> 'messageIds' ?| array(select id::text from said))
order by s.a_identity_id, s.b_identity_id for update of s`;

const closing = `
delete from suggestion where id = any($1::uuid[]) and state = 'open' and confidence < $2 and decided_on = '{}'`;
