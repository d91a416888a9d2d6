import { v7 as uuidv7 } from 'uuid';
import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../../database/row-arrays.js';
import { compareIdentities } from '../../matching/compare/compare-identities.js';
import type { MatchPair } from '../../matching/compare/match-profile.js';
import { judgeAgain, type KeptSuggestion } from './judge-again.js';

interface Known {
  kept: KeptSuggestion | null;
  decidedOn: string[];
}

/** Compares the pairs and writes those that are worth an agent's look. Joins nobody. */
export const storePairs = async (db: Queryable, pairs: readonly MatchPair[]): Promise<number> => {
  if (pairs.length === 0) return 0;
  const known = await readKnown(db, pairs);
  const rows = pairs.flatMap((pair, n) => {
    const { kept, decidedOn } = known[n]!;
    const judged = judgeAgain(compareIdentities(pair), kept ?? undefined, decidedOn);
    return judged
      ? [
          {
            id: uuidv7(),
            a_identity_id: pair.a.identity.id,
            b_identity_id: pair.b.identity.id,
            evidence: judged.evidence,
            counter_evidence: judged.counterEvidence,
            confidence: String(judged.confidence),
            state: judged.state,
            again: judged.again,
          },
        ]
      : [];
  });
  if (rows.length > 0) await db.query(storing, columnValues(columns, rows));
  return rows.length;
};

/** What is kept of each pair, and what was known when agents decided on its two persons. */
const readKnown = async (db: Queryable, pairs: readonly MatchPair[]): Promise<Known[]> =>
  (await db.query(reading, [
    encodeArray(
      'uuid',
      pairs.map(({ a }) => a.identity.id),
    ),
    encodeArray(
      'uuid',
      pairs.map(({ b }) => b.identity.id),
    ),
  ])) as never;

const reading = `
select (
    select json_build_object('state', s.state, 'putOff', s.later_until is not null, 'evidence', s.evidence)
    from suggestion s where s.a_identity_id = w.a and s.b_identity_id = w.b) as kept,
  coalesce((
    select array_agg(distinct name) from link pa
    join link pb on pb.person_id = pa.person_id and pb.withdrawn_at is null
    join suggestion s on s.a_identity_id = pb.identity_id or s.b_identity_id = pb.identity_id
    join link other on other.withdrawn_at is null
      and other.identity_id = case when s.a_identity_id = pb.identity_id then s.b_identity_id else s.a_identity_id end
      and other.person_id = (select l.person_id from link l where l.identity_id = w.b and l.withdrawn_at is null)
    cross join lateral unnest(s.decided_on) name
    where pa.identity_id = w.a and pa.withdrawn_at is null), '{}') as "decidedOn"
from unnest($1::uuid[], $2::uuid[]) with ordinality w(a, b, n) order by w.n`;

const columns = {
  ...{ id: 'uuid', a_identity_id: 'uuid', b_identity_id: 'uuid', evidence: 'jsonb' },
  ...{ counter_evidence: 'jsonb', confidence: 'text', state: 'text', again: 'boolean' },
} satisfies Columns;

const storing = `
insert into suggestion as s (id, a_identity_id, b_identity_id, evidence, counter_evidence, confidence, state, later_until)
select id, a_identity_id, b_identity_id, evidence, counter_evidence, confidence::real, state,
  case when again then 'epoch'::timestamptz end
from (${new RowArrays().select(columns)}) r order by a_identity_id, b_identity_id
on conflict (a_identity_id, b_identity_id) do update set evidence = excluded.evidence,
  counter_evidence = excluded.counter_evidence, confidence = excluded.confidence, state = excluded.state,
  later_until = case when excluded.later_until = 'epoch' then null else s.later_until end`;
