import {
  evidenceName,
  type StoredCounterEvidence,
  type StoredEvidence,
} from '../../matching/stored-evidence.js';
import { suggestedFrom, weighEvidence } from '../../matching/weigh-evidence.js';

/** A suggestion as it is kept, and what agents have said of these two persons before. */
export interface KeptSuggestion {
  state: 'open' | 'rejected' | 'joined';
  putOff: boolean;
  evidence: readonly StoredEvidence[];
}

export interface Judged {
  evidence: StoredEvidence[];
  counterEvidence: StoredCounterEvidence[];
  confidence: number;
  state: 'open' | 'rejected' | 'joined';
  /** Whether what was put off comes back now. */
  again: boolean;
}

/**
 * What becomes of a pair that was compared: a new suggestion, the old one with what is new, or none (undefined). What an agent
 * rejected is open again only by evidence that was not known then, for any address of the two persons; another spelling of
 * the same name is none. Pure.
 */
export const judgeAgain = (
  found: { evidence: readonly StoredEvidence[]; counter: readonly StoredCounterEvidence[] },
  kept: KeptSuggestion | undefined,
  decidedOn: readonly string[],
): Judged | undefined => {
  const evidence = merge(found.evidence, kept?.evidence ?? []);
  const confidence = weighEvidence([...evidence, ...found.counter]);
  if (!kept && confidence < suggestedFrom) return undefined;
  const fresh = decidedOn.length > 0 && evidence.some((one) => isFresh(one, decidedOn));
  const decided = decidedOn.length > 0;
  const reopened = decided && fresh && confidence >= suggestedFrom;
  const state = reopened ? 'open' : (kept?.state ?? (decided ? 'rejected' : 'open'));
  return {
    evidence,
    counterEvidence: [...found.counter],
    confidence,
    state,
    again: reopened && (kept?.putOff ?? false),
  };
};

/** What was found before and cannot be found again, such as a quote, stays. */
const merge = (found: readonly StoredEvidence[], kept: readonly StoredEvidence[]): StoredEvidence[] => {
  const names = new Set(found.map(evidenceName));
  return [...found, ...kept.filter((one) => one.code === 'quoted-text' && !names.has(evidenceName(one)))];
};

/** What every new message would bring again. */
const ofTheirNames = new Set(['same-name', 'same-domain', 'same-handle']);

const isFresh = (one: StoredEvidence, decidedOn: readonly string[]): boolean =>
  !decidedOn.includes(evidenceName(one)) &&
  !(ofTheirNames.has(one.code) && decidedOn.some((name) => name.startsWith(`${one.code}:`)));
