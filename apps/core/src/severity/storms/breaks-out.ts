import { graveKinds, type WordKind } from '../words/severity-words.js';
import { severityLevels, type SeverityReason } from '../weigh-severity.js';

/** A storm that an agent corrected below "act now", or said is not about us: what its voices came to and which grave words they hold. */
export interface Quieted {
  level: number;
  words: readonly string[];
}

interface Voice {
  level: number;
  reasons: readonly SeverityReason[];
}

const grave = severityLevels.indexOf('act-now');

/** The words of harm, law and press in what a post was weighed by. */
export const graveWordsOf = (reasons: readonly SeverityReason[]): string[] =>
  reasons
    .filter(({ factor }) => (graveKinds as readonly WordKind[]).includes(factor as WordKind))
    .flatMap(({ words }) => words);

/**
 * Whether a post says more than an agent saw who quieted its storm: words of harm, law or press that no voice there holds, or a severity of its own that none of
 * them reached. What was learnt of corrections is no severity of its own.
 */
export const breaksOut = ({ level, reasons }: Voice, quieted: Quieted | undefined): boolean => {
  if (!quieted) return false;
  if (graveWordsOf(reasons).some((word) => !quieted.words.includes(word))) return true;
  const isLearnt = reasons.some(({ factor }) => factor === 'learnt-up');
  return level >= grave && quieted.level < grave && !isLearnt;
};
