import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../../database/row-arrays.js';
import { comparedUpTo, quotedUpTo } from '../../matching/keys/blocking.js';
import { tokenOf } from '../../matching/keys/token.js';
import { quotedPhrases, saidPhrase } from '../../matching/reading/phrases.js';
import type { Shown } from '../../matching/reading/shown.js';
import { shownOfIdentity } from '../../matching/reading/shown-of-identity.js';
import { shownOfMessage } from '../../matching/reading/shown-of-message.js';
import { isOpen, type NewMessage } from './read-messages.js';

/** Two identities that something brings together; of a quote the message that quotes. */
export interface Met {
  pair: readonly [string, string];
  quotedIn?: string;
}

interface Token {
  token: number;
  identity_id: string;
  message_id: string;
}

interface Wanted {
  identity_id: string;
  token: number;
  cap: number;
  /** The quoting message. */
  message_id: string | null;
}

/** Keeps what these messages show and answers who is met by what is shown for the first time. */
export const keepTokens = async (db: Queryable, messages: readonly NewMessage[]): Promise<Met[]> => {
  const kept = new Map<string, Token & { shown?: Shown }>();
  const unread = await unreadAuthors(db, messages);
  const wanted: Wanted[] = [];
  const open: Token[] = [];
  const met: Met[] = [];
  for (const message of messages) {
    const said = saidPhrase(message.newText);
    const keep = (identityId: string, token: number, shown?: Shown) => {
      const name = `${identityId} ${token}`;
      if (!kept.has(name))
        kept.set(name, { token, identity_id: identityId, message_id: message.id, ...(shown && { shown }) });
    };
    if (said !== undefined) {
      if (message.isOpen) open.push({ token: said, identity_id: message.anchorId, message_id: message.id });
      else keep(message.anchorId, said);
    }
    if (message.direction !== 'inbound') continue;
    const { id } = message.author;
    const face = unread.get(id);
    if (face !== undefined) {
      keep(id, face);
      for (const shown of shownOfIdentity(message.author)) keep(id, shown.token, shown);
      unread.delete(id);
    }
    for (const shown of shownOfMessage(message)) keep(id, shown.token, shown);
    met.push(...answering(message));
    wanted.push(...quoting(message));
  }
  const fresh = await insert(db, [...kept.values()]);
  await keepOpen(db, open);
  for (const { token, identity_id } of fresh) {
    const shown = kept.get(`${identity_id} ${token}`)?.shown;
    if (shown && comparedUpTo[shown.kind] > 0)
      wanted.push({ identity_id, token: shown.wanted, cap: comparedUpTo[shown.kind], message_id: null });
  }
  return [...met, ...(await lookUp(db, wanted))];
};

/** Authors of whom something is new, with what they are: the address and the names of most are read long since. */
const unreadAuthors = async (
  db: Queryable,
  messages: readonly NewMessage[],
): Promise<Map<string, number>> => {
  const faces = new Map(
    messages
      .filter(({ direction }) => direction === 'inbound')
      .map(({ author: { id, key, name, handle } }) => [
        id,
        tokenOf('face', JSON.stringify([key, name, handle])),
      ]),
  );
  const known = (await db.query(
    `select t.identity_id as id from unnest($1::uuid[], $2::bigint[]) w(id, token) cross join lateral (
       select t.identity_id from match_token t where t.token = w.token and t.identity_id = w.id offset 0) t`,
    [encodeArray('uuid', [...faces.keys()]), encodeArray('bigint', [...faces.values()])],
  )) as { id: string }[];
  for (const { id } of known) faces.delete(id);
  return faces;
};

const quoting = ({ id, author, quotedText }: NewMessage): Wanted[] =>
  quotedPhrases(quotedText ?? '').map((token) => ({
    ...{ identity_id: author.id, token, cap: quotedUpTo, message_id: id },
  }));

/** Who answers what was said in the thread of another. */
const answering = ({ id, author, answeredAnchorId }: NewMessage): Met[] =>
  answeredAnchorId === null || answeredAnchorId === author.id
    ? []
    : [{ pair: pairOf(author.id, answeredAnchorId), quotedIn: id }];

const pairOf = (one: string, other: string): Met['pair'] => (one < other ? [one, other] : [other, one]);

const tokenColumns = { token: 'bigint', identity_id: 'uuid', message_id: 'uuid' } satisfies Columns;

const inserting = `
with given as materialized (${new RowArrays().select(tokenColumns)}),
fresh as (
  select g.* from given g
  left join lateral (select true as there from match_token t where t.token = g.token and t.identity_id = g.identity_id offset 0) old on true
  where old.there is null)
insert into match_token (token, identity_id, message_id) select token, identity_id, message_id from fresh order by token, identity_id
on conflict do nothing returning token::float8 as token, identity_id`;

const insert = async (
  db: Queryable,
  rows: readonly Token[],
): Promise<{ token: number; identity_id: string }[]> =>
  rows.length === 0
    ? []
    : ((await db.query(inserting, columnValues(tokenColumns, rows))) as {
        token: number;
        identity_id: string;
      }[]);

/** A phrase that was said to everybody names the message that did, whoever was told it in private before or since. */
const opening = `
with given as materialized (${new RowArrays().select(tokenColumns)})
insert into match_token (token, identity_id, message_id)
select distinct on (token, identity_id) token, identity_id, message_id from given order by token, identity_id, message_id
on conflict (token, identity_id) do update set message_id = excluded.message_id where match_token.message_id <> excluded.message_id`;

const keepOpen = async (db: Queryable, rows: readonly Token[]): Promise<void> => {
  if (rows.length > 0) await db.query(opening, columnValues(tokenColumns, rows));
};

/** Whether the phrase `token` of an identity stands in something public of the same person: whoever quotes it need not be them. SQL. */
const wasOpen = (token: string, identity: string): string => `exists (
  select from match_token said join message m on m.id = said.message_id and ${isOpen('m')}
  where said.token = ${token} and (said.identity_id = ${identity} or exists (
    select from link own join link other on other.person_id = own.person_id and other.withdrawn_at is null
    where own.identity_id = ${identity} and own.withdrawn_at is null and other.identity_id = said.identity_id)))`;

const wantedColumns = {
  identity_id: 'uuid',
  token: 'bigint',
  cap: 'int',
  message_id: 'uuid',
} satisfies Columns;

/** One more than the cap is read: then there are too many. */
const looking = `
with wanted as materialized (${new RowArrays().select(wantedColumns)})
select w.identity_id as one, w.message_id as "quotedIn", found.others
from wanted w cross join lateral (
  select array_agg(t.identity_id) as others, count(*) as number from (
    select t.identity_id from match_token t where t.token = w.token and t.identity_id <> w.identity_id
      and (w.message_id is null or not ${wasOpen('w.token', 't.identity_id')}) limit w.cap + 1) t) found
where found.number between 1 and w.cap`;

const lookUp = async (db: Queryable, wanted: readonly Wanted[]): Promise<Met[]> => {
  if (wanted.length === 0) return [];
  const found = (await db.query(looking, columnValues(wantedColumns, wanted))) as {
    one: string;
    quotedIn: string | null;
    others: string[];
  }[];
  return found.flatMap(({ one, quotedIn, others }) =>
    others.map((other) => ({ pair: pairOf(one, other), ...(quotedIn !== null && { quotedIn }) })),
  );
};
