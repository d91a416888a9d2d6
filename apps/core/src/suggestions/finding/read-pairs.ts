import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import type { MatchPair, MatchProfile } from '../../matching/compare/match-profile.js';
import { shownOfIdentity } from '../../matching/reading/shown-of-identity.js';
import { shownOfMessage } from '../../matching/reading/shown-of-message.js';
import { readMessages } from './read-messages.js';
import type { Met } from './keep-tokens.js';

/** Things of one identity that are compared; who shows more is hardly one person. */
const tokensMax = 60;
/** Those who show a thing are counted so far: a domain of so many is a big one. */
const countMax = 1000;

/** Pairs of two persons as they are compared, with all that is known of both sides. */
export const readPairs = async (db: Queryable, met: readonly Met[]): Promise<MatchPair[]> => {
  const wanted = byPair(met);
  const several = await ofTwoPersons(db, [...wanted.values()]);
  if (several.length === 0) return [];
  const profiles = await readProfiles(db, [...new Set(several.flatMap(({ pair }) => pair))]);
  const pairs = several.map(({ pair: [one, other], quoted, wroteToEachOther }) => ({
    a: profiles.get(one)!,
    b: profiles.get(other)!,
    wroteToEachOther,
    ...(quoted.length > 0 && { quoted }),
  }));
  const counts = await count(db, new Set(pairs.flatMap(tokensInCommon)));
  return pairs.map((pair) => ({ ...pair, counts }));
};

interface WantedPair {
  pair: Met['pair'];
  quoted: string[];
}

const byPair = (met: readonly Met[]): Map<string, WantedPair> => {
  const wanted = new Map<string, WantedPair>();
  for (const { pair, quotedIn } of met) {
    const known = wanted.get(pair.join()) ?? { pair, quoted: [] };
    if (quotedIn !== undefined && !known.quoted.includes(quotedIn)) known.quoted.push(quotedIn);
    wanted.set(pair.join(), known);
  }
  return wanted;
};

/** Those between two persons, from addresses that nobody shares. */
const ofTwoPersons = async (
  db: Queryable,
  wanted: readonly WantedPair[],
): Promise<(WantedPair & { wroteToEachOther: boolean })[]> => {
  if (wanted.length === 0) return [];
  const found = (await db.query(choosing, [
    encodeArray(
      'uuid',
      wanted.map(({ pair }) => pair[0]),
    ),
    encodeArray(
      'uuid',
      wanted.map(({ pair }) => pair[1]),
    ),
  ])) as { n: number; wrote: boolean }[];
  return found.map(({ n, wrote }) => ({ ...wanted[n - 1]!, wroteToEachOther: wrote }));
};

const alone = (side: string): string => `
join lateral (select i.id from identity i where i.id = w.${side} and not i.shared and not i.ours offset 0) i${side} on true
join lateral (select l.person_id from link l where l.identity_id = w.${side} and l.withdrawn_at is null offset 0) l${side} on true`;

/** Messages of one among which a copy to the other is looked for. */
const copiesMax = 200;

const wrote = (author: string, reader: string): string => `exists (
  select from (select p.message_id from participant p where p.identity_id = w.${reader} limit ${copiesMax}) p
  join message m on m.id = p.message_id and m.author_identity_id = w.${author})`;

const choosing = `
select w.n::int as n, ${wrote('a', 'b')} or ${wrote('b', 'a')} as wrote
from unnest($1::uuid[], $2::uuid[]) with ordinality w(a, b, n) ${alone('a')} ${alone('b')}
where la.person_id <> lb.person_id order by w.n`;

const readProfiles = async (db: Queryable, ids: readonly string[]): Promise<Map<string, MatchProfile>> => {
  const rows = (await db.query(showing, [encodeArray('uuid', ids)])) as {
    identity: MatchProfile['identity'];
    tokens: number[];
    messages: string[];
  }[];
  const messages = await readMessages(
    db,
    rows.flatMap((row) => row.messages),
  );
  return new Map(
    rows.map(({ identity, tokens, messages: ids }) => {
      const firstShown = new Map(tokens.map((token, n) => [token, ids[n]!]));
      const read = [...new Set(ids)].flatMap((id) => messages.get(id) ?? []).flatMap(shownOfMessage);
      const shows = [...shownOfIdentity(identity), ...read].flatMap((shown) => {
        const messageId = firstShown.get(shown.token);
        // Told once, by the first message that shows it.
        firstShown.delete(shown.token);
        return messageId === undefined ? [] : [{ ...shown, messageId }];
      });
      return [identity.id, { identity, shows }];
    }),
  );
};

const showing = `
select json_build_object('id', i.id, 'kind', i.kind, 'key', i.key, 'name', i.name, 'handle', i.handle) as identity,
  coalesce(t.tokens, '{}') as tokens, coalesce(t.messages, '{}') as messages
from unnest($1::uuid[]) w(id)
cross join lateral (select i.* from identity i where i.id = w.id offset 0) i
cross join lateral (
  select array_agg(t.token::float8) as tokens, array_agg(t.message_id) as messages from (
    select t.token, t.message_id from match_token t where t.identity_id = w.id and t.token >= 0 limit ${tokensMax}) t) t`;

/** What both show, or one names of the other, and the names and domains: how common those are decides what they weigh. */
const tokensInCommon = ({ a, b }: Pick<MatchPair, 'a' | 'b'>): number[] => {
  const theirs = new Set(b.shows.flatMap(({ token, wanted }) => [token, wanted]));
  return [
    ...a.shows.filter(({ token, wanted }) => theirs.has(token) || theirs.has(wanted)),
    ...[...a.shows, ...b.shows].filter(({ kind }) => kind === 'name'),
    ...b.shows.filter(({ wanted }) => a.shows.some((one) => one.token === wanted)),
  ].map(({ token }) => token);
};

const count = async (db: Queryable, tokens: ReadonlySet<number>): Promise<Map<number, number>> => {
  const rows = (await db.query(
    `select w.token::float8 as token, (
       select count(*) from (select from match_token t where t.token = w.token limit ${countMax}) c)::int as number
     from unnest($1::bigint[]) w(token)`,
    [encodeArray('bigint', [...tokens])],
  )) as { token: number; number: number }[];
  return new Map(rows.map((row) => [row.token, row.number]));
};
