import { v5 as uuidv5 } from 'uuid';

/** A message where it was placed, by somebody who did not open that topic. Times in microseconds since 1970. */
export interface PlacedWord {
  messageId: string;
  topicId: string;
  /** The identity that it stands with. */
  identityId: string;
  at: number;
  human: boolean;
}

/** Something done to a topic: a message placed in it, a close, a reopening, an assignment, a snooze, a topic that continues it. */
export interface Deed {
  id: string;
  kind: string;
  at: number;
}

export interface Span {
  from: number;
  until: number;
}

export interface TwinFacts {
  /** Who opened a topic, and of which it is a twin, by topic id. */
  topics: ReadonlyMap<string, { openedBy: string; twinOf: string | null }>;
  words: readonly PlacedWord[];
  /** Of those topics and of all their twins, by topic id. */
  deeds: ReadonlyMap<string, readonly Deed[]>;
  /** When two identities were one person; without end while they are. */
  together: (one: string, other: string) => readonly Span[];
}

export interface Twin {
  id: string;
  twinOf: string;
  identityId: string;
  /** What was done to the topic while its words were there, too: it counts for the twin. */
  inherits: readonly Deed[];
}

export interface PlacedTwins {
  twins: Twin[];
  /** Where each word stands; null: in its thread alone. */
  topicOf: Map<string, string | null>;
}

/** The same for the same topic and identity, so that a split that comes again finds the twin that it made. */
export const twinId = (topicId: string, identityId: string): string => uuidv5(identityId, topicId);

const standing = new Set(['close', 'reopen', 'assign', 'team', 'snooze', 'wake', 'woken']);

/** The clock wakes a topic and its twin alike: that was done for neither alone. */
const byClock = 'woken';

/**
 * Which topic holds the words of those who did not open it. A topic goes with the identity that opened it. As long as another
 * who spoke in it is the same person, its words stand there; when the two are apart they stand in a twin of the topic.
 *
 * When the two come together again the words go back, as if nothing had been, unless something happened to the topic or to
 * the twin in between: then a close or an answer meant only half of the words, so the twin stays a topic of its own, and no
 * unanswered word is hidden by what was done for the other half.
 *
 * A twin begins as its topic was: what was done to that before they parted counts for both. All this follows from links and
 * actions alone, so a rebuild finds the same.
 */
export const placeTwins = (facts: TwinFacts): PlacedTwins => {
  const placed: PlacedTwins = { twins: [], topicOf: new Map() };
  for (const words of byTopicAndIdentity(facts.words)) {
    const [{ topicId, identityId }] = words as [PlacedWord];
    const judge = judging(facts, topicId, identityId);
    const parted = words.filter((word) => judge.isParted(word.at));
    const id = parted.some((word) => word.human) ? twinId(topicId, identityId) : null;
    for (const word of words) placed.topicOf.set(word.messageId, parted.includes(word) ? id : topicId);
    if (id !== null)
      placed.twins.push({ id, twinOf: topicId, identityId, inherits: inherited(facts, topicId, words) });
  }
  return placed;
};

const byTopicAndIdentity = (words: readonly PlacedWord[]): PlacedWord[][] => {
  const groups = new Map<string, PlacedWord[]>();
  for (const word of words) {
    const key = `${word.topicId} ${word.identityId}`;
    groups.set(key, [...(groups.get(key) ?? []), word]);
  }
  return [...groups.values()];
};

/** What was done to a topic or to the twin of one who spoke in it while that one and the opener were apart. */
const judging = (facts: TwinFacts, topicId: string, identityId: string) => {
  const spans = facts.together(facts.topics.get(topicId)!.openedBy, identityId);
  const ids = [topicId, twinId(topicId, identityId)];
  const apart = ids
    .flatMap((id) => facts.deeds.get(id) ?? [])
    .filter((deed) => deed.kind !== byClock && !spans.some((span) => isWithin(span, deed.at)))
    .map((deed) => deed.at);
  const lastApart = Math.max(...apart);
  const areTogether = spans.some((span) => span.until === Infinity);
  return { apart, isParted: (at: number): boolean => !areTogether || lastApart > at };
};

const isWithin = (span: Span, at: number): boolean => at >= span.from && at < span.until;

const inherited = (facts: TwinFacts, topicId: string, words: readonly PlacedWord[]): Deed[] => {
  const first = Math.min(...words.map((word) => word.at));
  const { apart } = judging(facts, topicId, words[0]!.identityId);
  const parting = Math.min(...apart.filter((at) => at > first));
  return standingDeeds(facts, topicId).filter((deed) => deed.at < parting);
};

/** Of a topic that is a twin itself, with what that inherits. */
const standingDeeds = (facts: TwinFacts, topicId: string): Deed[] => {
  const { twinOf, openedBy } = facts.topics.get(topicId)!;
  const own = (facts.deeds.get(topicId) ?? []).filter((deed) => standing.has(deed.kind));
  if (twinOf === null) return own;
  const words = facts.words.filter((word) => word.topicId === twinOf && word.identityId === openedBy);
  return words.length === 0 ? own : [...inherited(facts, twinOf, words), ...own];
};
