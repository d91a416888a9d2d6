import { weighEvidence } from '../weigh-evidence.js';
import { compareAddresses } from './compare-addresses.js';
import { compareNamesOf } from './compare-names-of.js';
import { compareShown, type Reasons } from './compare-shown.js';
import type { MatchPair } from './match-profile.js';
import { reason } from './reason.js';
import { weights } from './weights.js';

/**
 * Whether two identities may be one person: what speaks for it, what against, and how sure that makes it (0 to 1, see
 * `weigh-evidence.ts`). Pure and symmetric; the same pair with the same facts always weighs the same. It only ever suggests.
 */
export const compareIdentities = (pair: MatchPair): Reasons & { confidence: number } => {
  const parts = [compareNamesOf(pair), compareAddresses(pair), compareShown(pair), compareWords(pair)];
  const counter = parts.flatMap((part) => part.counter);
  const evidence = withoutRepeats(
    parts.flatMap((part) => part.evidence),
    counter,
  );
  return { evidence, counter, confidence: weighEvidence([...evidence, ...counter]) };
};

/**
 * Family and colleagues who share one thing share the next as well: where the names differ only the strongest thing counts,
 * and the others are told without weight.
 */
const withoutRepeats = (evidence: Reasons['evidence'], counter: Reasons['counter']): Reasons['evidence'] => {
  if (!counter.some(({ code }) => code === 'different-names' || code === 'different-first-names'))
    return evidence;
  const strongest = Math.max(...evidence.map(({ bits }) => bits));
  const first = evidence.findIndex(({ bits }) => bits === strongest);
  return evidence.map((one, n) => (n === first ? one : { ...one, bits: 0 }));
};

/** What they said to whom. */
const compareWords = ({ a, b, quoted, wroteToEachOther }: MatchPair): Reasons => {
  const same = [a.identity.id, b.identity.id].sort().join();
  return {
    evidence: quoted?.length
      ? [reason('quoted-text', weights.quoted, { same: `quoted ${same}`, data: {}, messageIds: quoted })]
      : [],
    counter: wroteToEachOther
      ? [reason('wrote-to-each-other', weights.wroteToEachOther, { same, data: {} })]
      : [],
  };
};
