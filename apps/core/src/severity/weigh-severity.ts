import type { PublicReach } from '@filo/contracts';
import type { FindWords, FoundWords } from './words/find-words.js';
import { wordKinds, type WordKind } from './words/severity-words.js';

/** The lightest first: its place is the number that the database sorts by. */
export const severityLevels = ['watch', 'today', 'act-now'] as const;
export type SeverityLevel = (typeof severityLevels)[number];

export type Factor =
  | WordKind
  | 'followers'
  | 'reposts'
  | 'speed'
  | 'replies'
  | 'likes'
  | 'repetition'
  | 'known'
  | 'learnt-up'
  | 'learnt-down';

/** One part of a severity: what was looked at, what it came to, and what was seen. */
export interface SeverityReason {
  factor: Factor;
  points: number;
  /** A count, or reposts an hour; null for words and for who is known. Of what was learnt: how often agents corrected it so. */
  value: number | null;
  /** Of what was learnt: of how many posts that agents saw to. */
  of?: number;
  words: string[];
}

export interface Severity {
  level: SeverityLevel;
  score: number;
  /** Those that count, the heaviest first. */
  reasons: SeverityReason[];
}

export interface PostFacts {
  /** What the author newly wrote. */
  text: string;
  postedAt: string;
  reach?: PublicReach | undefined;
  /** What a former look saw. */
  former?: Pick<PublicReach, 'reposts' | 'at'> | undefined;
  /** Public words of the same author in the day before. */
  earlier: number;
  /** They have also written to us in private. */
  known: boolean;
}

/** Moves when the same facts can come to another severity; a stored one says by which it was made. */
export const severityVersion = 9;

/** The score from which on a post is of a level. */
export const atLeast = { 'act-now': 55, today: 30 } as const;

const wordPoints: Record<WordKind, number> = { harm: 55, law: 35, press: 35, owed: 30, anger: 18 };
const furtherWord = { points: 4, max: 12 };

/** Half decades: whole numbers alone, so that every machine counts alike. */
const steps = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
const counted = {
  followers: { each: 2, max: 24 },
  reposts: { each: 4, max: 24 },
  speed: { each: 4, max: 20 },
  replies: { each: 2, max: 10 },
  likes: { each: 1, max: 8 },
} as const;
const repetition = { each: 8, max: 24 };
const knownPoints = 10;

/**
 * How severe a public post is, and why: a sum of named parts. Pure, the same for the same facts; more reach, more words and more
 * repetition never lower it.
 */
export const weighSeverity = (facts: PostFacts, words: FindWords): Severity => {
  const reasons = [...wordReasons(facts.text, words), ...reachReasons(facts), ...authorReasons(facts)]
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  const score = reasons.reduce((sum, { points }) => sum + points, 0);
  return { level: levelOf(score), score, reasons };
};

const levelOf = (score: number): SeverityLevel =>
  score >= atLeast['act-now'] ? 'act-now' : score >= atLeast.today ? 'today' : 'watch';

const wordsShown = 5;

const wordReasons = (text: string, words: FindWords): SeverityReason[] => {
  const found = words.run(text);
  return wordKinds.map((kind) => ({
    factor: kind,
    points: pointsOf(kind, found),
    value: null,
    words: found[kind].slice(0, wordsShown),
  }));
};

/** What somebody is owed and their anger about it are one complaint, which is for today: each word of anger beside it is a further word of it. */
const pointsOf = (kind: WordKind, found: FoundWords): number => {
  const count = found[kind].length;
  if (count === 0) return 0;
  const further = (more: number): number => Math.min(more * furtherWord.points, furtherWord.max);
  if (kind === 'anger' && found.owed.length > 0) return further(count);
  return kind === 'owed' ? wordPoints.owed : wordPoints[kind] + further(count - 1);
};

const reachReasons = ({ reach, postedAt, former }: PostFacts): SeverityReason[] => {
  if (!reach) return [];
  const reposts = (reach.reposts ?? 0) + (reach.quotes ?? 0);
  return [
    inSteps('followers', reach.followers ?? 0),
    inSteps('reposts', reposts),
    inSteps('speed', repostsAnHour({ reach, postedAt, former })),
    inSteps('replies', reach.replies ?? 0),
    inSteps('likes', reach.likes ?? 0),
  ];
};

const inSteps = (factor: keyof typeof counted, value: number): SeverityReason => {
  const { each, max } = counted[factor];
  const reached = steps.filter((step) => value >= step).length;
  return { factor, points: Math.min(reached * each, max), value, words: [] };
};

const hourMs = 3_600_000;
/** What was posted a moment ago is taken for a quarter of an hour old: one repost in the first minute is no storm. */
const shortestMs = hourMs / 4;

/** Since it was posted, or since the last look, whichever is faster. */
const repostsAnHour = ({
  reach,
  postedAt,
  former,
}: Pick<PostFacts, 'postedAt' | 'former'> & { reach: PublicReach }): number => {
  const since = (count: number, from: string): number =>
    Math.floor((Math.max(0, count) * hourMs) / Math.max(shortestMs, Date.parse(reach.at) - Date.parse(from)));
  const reposts = reach.reposts ?? 0;
  return Math.max(
    since(reposts, postedAt),
    former?.reposts === undefined ? 0 : since(reposts - former.reposts, former.at),
  );
};

const authorReasons = ({ earlier, known }: PostFacts): SeverityReason[] => [
  {
    factor: 'repetition',
    points: Math.min(earlier * repetition.each, repetition.max),
    value: earlier,
    words: [],
  },
  { factor: 'known', points: known ? knownPoints : 0, value: null, words: [] },
];
