import type { SuggestionView } from '@filo/contracts/http';
import { sayReason } from '../matching/say-reason.js';
import { evidenceName, type StoredCounterEvidence, type StoredReason } from '../matching/stored-evidence.js';
import { sayConfidence, weighEvidence } from '../matching/weigh-evidence.js';
import { withKnownReasons } from './known-reasons.js';
import type { SuggestionRow } from './suggestion-row.js';

/** What a reader may know of what reasons rest on. */
export interface SeenOfReasons {
  /** Messages. */
  seen: ReadonlySet<string>;
  /** How many show a token; undefined for who sees everybody. */
  others: ReadonlyMap<number, number> | undefined;
}

type Weighed = Omit<SuggestionView, 'persons'>;

/**
 * What is to be told of two persons from the suggestions about their identities: all reasons, each once, without those that
 * rest on a message which the reader may not see; of others as many as the reader sees. Undefined when nothing speaks for it
 * then. Pure.
 */
export const mergeRows = (
  all: readonly SuggestionRow[],
  { seen, others }: SeenOfReasons,
): Weighed | undefined => {
  const rows = all.map(withKnownReasons);
  const [first] = rows;
  const evidence = visible(
    rows.flatMap((row) => row.evidence),
    seen,
  );
  if (!first || evidence.length === 0) return undefined;
  const counter = visible(
    rows.flatMap((row) => row.counterEvidence).flatMap((reason) => ofThoseSeen(reason, others)),
    seen,
  );
  const confidence = weighEvidence([...evidence, ...counter]);
  return {
    id: first.id,
    evidence: evidence.map(said),
    counterEvidence: counter.map(said),
    confidence: Math.round(confidence * 1000) / 1000,
    confidenceWords: sayConfidence(confidence),
    at: first.at,
  };
};

const visible = <Reason extends StoredReason<string>>(
  reasons: readonly Reason[],
  seen: ReadonlySet<string>,
): Reason[] => {
  const byName = new Map<string, Reason>();
  for (const reason of reasons)
    if (reason.messageIds.every((id) => seen.has(id)) && !byName.has(evidenceName(reason)))
      byName.set(evidenceName(reason), reason);
  return [...byName.values()].sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits));
};

/** Nobody is told of others who are known in closed account groups alone. */
const ofThoseSeen = (
  reason: StoredCounterEvidence,
  others: SeenOfReasons['others'],
): StoredCounterEvidence[] => {
  if (!others || reason.data['people'] === undefined) return [reason];
  const { counted } = reason;
  const people = counted ? (others.get(counted.token) ?? 0) - counted.own : 0;
  return counted && people >= counted.from ? [{ ...reason, data: { ...reason.data, people } }] : [];
};

const said = <Code extends Parameters<typeof sayReason>[0]>({ code, data }: StoredReason<Code>) => ({
  code,
  words: sayReason(code, data),
  data: { ...data },
});
