import type { StoredCounterEvidence, StoredEvidence } from '../matching/stored-evidence.js';

/** A suggestion as it is kept, with the persons that its identities belong to now. */
export interface SuggestionRow {
  id: string;
  personIds: readonly [string, string];
  evidence: StoredEvidence[];
  counterEvidence: StoredCounterEvidence[];
  confidence: number;
  at: string;
}
