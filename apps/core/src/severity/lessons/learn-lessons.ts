import { phrasesOf } from './phrases-of.js';

/** What an agent said last of a storm, and what was computed of it without what was learnt. */
export interface Correction {
  actionId: string;
  agentId: string;
  authorId: string;
  /** The post that the agent looked at. */
  text: string;
  /** Ranks of levels: 0 watch, 1 today, 2 act now. */
  computed: number;
  said: number;
}

/** A storm that an agent saw to and let stand. */
export interface LetStand {
  text: string;
  computed: number;
}

export type Direction = 'up' | 'down';

export interface Lesson {
  phrase: string;
  direction: Direction;
  /** Of `seen` posts with the phrase that agents saw to, so many were corrected this way. */
  times: number;
  seen: number;
  /** The levels from which they were corrected: a post of another level is left alone. */
  from: number[];
  /** The corrections that it follows from. */
  evidence: string[];
}

/** Posts, each of another author; a storm counts once however many voices it has. */
const timesMin = 3;
/** What one agent alone says needs more of it. */
const timesOfOneAgent = 5;
const shareMin = 0.75;
/** The clearest: a list that nobody reads explains nothing. */
const lessonsMax = 50;

/**
 * What agents' corrections teach: phrases of posts that were moved the same way again and again, by more than one agent or often, and hardly ever let
 * stand. Pure: the same corrections teach the same, one taken back teaches nothing any more, and what people post teaches nothing
 * by itself.
 */
export const learnLessons = (corrections: readonly Correction[], stood: readonly LetStand[]): Lesson[] => {
  const told = corrections.map((one) => ({ ...one, phrases: phrasesOf(one.text) }));
  const quiet = stood.map(({ text, computed }) => ({ computed, phrases: phrasesOf(text) }));
  const lessons = (['down', 'up'] as const).flatMap((direction) => {
    const moved = told.filter((one) => directionOf(one) === direction);
    const candidates = new Set(moved.flatMap(({ phrases }) => [...phrases]));
    return [...candidates].flatMap((phrase) => {
      const by = moved.filter(({ phrases }) => phrases.has(phrase));
      if (!isEnough(by)) return [];
      const could = ({ computed }: { computed: number }) =>
        direction === 'down' ? computed > 0 : computed < 2;
      const seen = [...told, ...quiet].filter((one) => one.phrases.has(phrase) && could(one)).length;
      return by.length / seen >= shareMin ? [lessonOf({ phrase, direction, seen }, by)] : [];
    });
  });
  return withoutParts(lessons).sort(clearest).slice(0, lessonsMax);
};

const directionOf = ({ computed, said }: Correction): Direction | undefined =>
  said < computed ? 'down' : said > computed ? 'up' : undefined;

const isEnough = (by: readonly Correction[]): boolean =>
  new Set(by.map(({ authorId }) => authorId)).size >= timesMin &&
  by.length >= (new Set(by.map(({ agentId }) => agentId)).size > 1 ? timesMin : timesOfOneAgent);

const lessonOf = (
  { phrase, direction, seen }: Pick<Lesson, 'phrase' | 'direction' | 'seen'>,
  by: readonly Correction[],
): Lesson => ({
  ...{ phrase, direction, seen, times: by.length },
  from: [...new Set(by.map(({ computed }) => computed))].sort(),
  evidence: by.map(({ actionId }) => actionId).sort(),
});

/** A word that was seen only as part of a longer phrase says no more than that. */
const withoutParts = (lessons: readonly Lesson[]): Lesson[] =>
  lessons.filter(
    (one) =>
      !lessons.some(
        (other) =>
          other !== one &&
          other.direction === one.direction &&
          other.seen === one.seen &&
          other.phrase.split(' ').includes(one.phrase) &&
          String(other.evidence) === String(one.evidence),
      ),
  );

const clearest = (one: Lesson, other: Lesson): number =>
  other.times - one.times ||
  other.times / other.seen - one.times / one.seen ||
  (one.phrase < other.phrase ? -1 : 1);
