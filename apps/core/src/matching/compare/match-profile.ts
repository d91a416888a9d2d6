import type { MatchIdentity } from '../reading/match-message.js';
import type { Shown } from '../reading/shown.js';

/** What is known of an identity when it is compared. */
export interface MatchProfile {
  identity: MatchIdentity;
  /** Each with the first message that showed it. */
  shows: readonly (Shown & { messageId: string })[];
}

export interface MatchPair {
  a: MatchProfile;
  b: MatchProfile;
  /** How many identities show a token, those two included. */
  counts: ReadonlyMap<number, number>;
  /** One stands among the recipients of a message of the other. */
  wroteToEachOther: boolean;
  /** Messages in which one quotes, or answers, what only the other was told. */
  quoted?: readonly string[];
}
