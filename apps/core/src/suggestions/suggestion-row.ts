import type { StoredCounterEvidence, StoredEvidence } from '../matching/stored-evidence.js';

/** A suggestion as it is kept, with the persons that its identities belong to now. */
export interface SuggestionRow {
  id: string;
  personIds: readonly [string, string];
  evidence: StoredEvidence[];
  counterEvidence: StoredCounterEvidence[];
  /** What the reader knows its identities to be called, or to have been called; null for who sees all account groups. */
  names: readonly [string[], string[]] | null;
  confidence: number;
  at: string;
}
