import { graveKinds, type WordKind } from '../words/severity-words.js';
import { atLeast, severityLevels, type Severity, type SeverityReason } from '../weigh-severity.js';
import type { Direction, Lesson } from './learn-lessons.js';
import { phrasesOf } from './phrases-of.js';

/** A lesson that holds. `grave`: an admin lets it lower what speaks of harm, law or press, too. */
export type HeldLesson = Pick<Lesson, 'phrase' | 'direction' | 'times' | 'seen' | 'from'> & {
  grave: boolean;
};

/**
 * Moves a severity by what agents' corrections taught: one level at most, and not at all where they taught both ways. What speaks of harm, law or press is
 * lowered by nothing that an admin has not let. The reason says by which words and how often; the points are those that lead to the next
 * level, so that reasons add up.
 */
export const applyLessons = (computed: Severity, text: string, lessons: readonly HeldLesson[]): Severity => {
  if (lessons.length === 0) return computed;
  const rank = severityLevels.indexOf(computed.level);
  const phrases = phrasesOf(text);
  const isGrave = computed.reasons.some(({ factor }) =>
    (graveKinds as readonly WordKind[]).includes(factor as WordKind),
  );
  const meant = lessons.filter(
    ({ phrase, direction, from, grave }) =>
      phrases.has(phrase) && from.includes(rank) && (direction === 'up' || !isGrave || grave),
  );
  const [first] = meant;
  if (!first || meant.some(({ direction }) => direction !== first.direction)) return computed;
  const level = severityLevels[rank + (first.direction === 'up' ? 1 : -1)];
  if (!level) return computed;
  const score = scoreIn(first.direction, rank);
  const reason = reasonOf(first, score - computed.score);
  return { level, score, reasons: [...computed.reasons, reason] };
};

/** What was computed before anything learnt was added. */
export const withoutLessons = ({ level, score, reasons }: Severity): Severity => {
  const learnt = reasons.find(({ factor }) => factor === 'learnt-up' || factor === 'learnt-down');
  if (!learnt) return { level, score, reasons };
  const rank = severityLevels.indexOf(level) + (learnt.factor === 'learnt-up' ? -1 : 1);
  return {
    level: severityLevels[rank]!,
    score: score - learnt.points,
    reasons: reasons.filter((one) => one !== learnt),
  };
};

/** The score of the next level that is nearest. */
const scoreIn = (direction: Direction, rank: number): number => {
  const floors = [0, atLeast.today, atLeast['act-now']];
  return direction === 'up' ? floors[rank + 1]! : floors[rank]! - 1;
};

const reasonOf = ({ phrase, direction, times, seen }: HeldLesson, points: number): SeverityReason => ({
  ...{ factor: `learnt-${direction}`, points, value: times, of: seen },
  words: [phrase],
});
