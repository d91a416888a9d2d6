import type { PublicReach } from '@filo/contracts';
import type { BandRow, PostRow, StormRow } from './post-rows.js';
import type { Candidate, PostSurroundings, Weighed } from './read-post-facts.js';
import { applyLessons } from './lessons/apply-lessons.js';
import type { LessonsOf } from './lessons/read-lessons.js';
import { breaksOut } from './storms/breaks-out.js';
import { alikeFrom, likeness } from './storms/text-signature.js';
import { severityLevels, weighSeverity } from './weigh-severity.js';
import type { FindWords } from './words/find-words.js';

export interface PostPlan {
  posts: PostRow[];
  /** Begun in this batch. */
  begun: StormRow[];
  /** Begun before: what this batch may raise of them. */
  grown: StormRow[];
  bands: BandRow[];
}

export interface PlanParts {
  words: FindWords;
  version: string;
  around: ReadonlyMap<string, PostSurroundings>;
  reachOf: (messageId: string) => PublicReach | undefined;
  lessonsOf: LessonsOf;
}

/** Decides how severe each post of a batch is and which storm it belongs to, oldest first; what is graver than a storm that an agent quieted begins its own. Touches no database. */
export const planPosts = (weighed: readonly Weighed[], parts: PlanParts): PostPlan => {
  const plan: PostPlan = { posts: [], begun: [], grown: [], bands: [] };
  const storms = new Map<string, StormRow>();
  const begun = new BegunStorms();
  const ofSpeakers = new Map<string, number[]>();
  for (const post of weighed.toSorted((a, b) => Date.parse(a.postedAt) - Date.parse(b.postedAt))) {
    const { candidates } = parts.around.get(post.messageId)!;
    const severity = severityOf(post, { ...parts, ofSpeakers });
    const open = candidates.filter(({ quieted }) => !breaksOut(severity, quieted));
    const stormId = mostAlike(post, [...open, ...begun.nearTo(post)]) ?? post.messageId;
    const row = { ...severity, storm_id: stormId };
    plan.posts.push(row);
    const storm = storms.get(stormId);
    if (storm) raise(storm, row);
    else if (stormId === post.messageId) {
      storms.set(stormId, begin(plan, post, row));
      begun.add(post);
    } else {
      storms.set(stormId, stormOf(row));
      plan.grown.push(storms.get(stormId)!);
    }
  }
  return plan;
};

/** The storm of the likest text, the oldest of several. */
export const mostAlike = (
  { signature }: Pick<Weighed, 'signature'>,
  candidates: readonly Candidate[],
): string | undefined => {
  if (signature === undefined) return undefined;
  let best: Alike | undefined;
  for (const candidate of candidates) {
    const alike = likeness(signature, candidate.signature);
    if (alike >= alikeFrom && (!best || isBetter({ ...candidate, alike }, best)))
      best = { stormId: candidate.stormId, alike };
  }
  return best?.stormId;
};

interface Alike {
  stormId: string;
  alike: number;
}

/** Ids sort by the time at which they were made. */
const isBetter = (one: Alike, other: Alike): boolean =>
  one.alike > other.alike || (one.alike === other.alike && one.stormId < other.stormId);

/** Storms that this very batch begins, by their bands. */
class BegunStorms {
  readonly #byBand = new Map<string, Candidate[]>();

  add({ messageId, accountGroupId, signature, bands }: Weighed): void {
    if (signature === undefined) return;
    for (const band of bands) {
      const key = `${accountGroupId} ${band}`;
      this.#byBand.set(key, [...(this.#byBand.get(key) ?? []), { stormId: messageId, signature }]);
    }
  }

  nearTo({ accountGroupId, bands }: Weighed): Candidate[] {
    return bands.flatMap((band) => this.#byBand.get(`${accountGroupId} ${band}`) ?? []);
  }
}

const dayMs = 86_400_000;

const severityOf = (
  post: Weighed,
  {
    words,
    version,
    around,
    reachOf,
    lessonsOf,
    ofSpeakers,
  }: PlanParts & { ofSpeakers: Map<string, number[]> },
): Omit<PostRow, 'storm_id'> => {
  const { earlier: before, known, speakerId } = around.get(post.messageId)!;
  const at = Date.parse(post.postedAt);
  const speaker = `${post.accountGroupId} ${speakerId}`;
  const inBatch = ofSpeakers.get(speaker) ?? [];
  const earlier = before + inBatch.filter((other) => at - other < dayMs).length;
  ofSpeakers.set(speaker, [...inBatch, at]);
  const reach = reachOf(post.messageId);
  const computed = weighSeverity({ text: post.text, postedAt: post.postedAt, reach, earlier, known }, words);
  const { level, score, reasons } = applyLessons(computed, post.text, lessonsOf(post.accountGroupId));
  return {
    ...{ message_id: post.messageId, account_group_id: post.accountGroupId },
    ...{ author_identity_id: post.authorId, posted_at: post.postedAt, reach, earlier, known },
    ...{ level: severityLevels.indexOf(level), score, reasons, version },
  };
};

const begin = (plan: PostPlan, post: Weighed, row: PostRow): StormRow => {
  const storm = { ...stormOf(row), signature: post.signature ?? null };
  plan.begun.push(storm);
  const { id: storm_id, account_group_id, began_at } = storm;
  plan.bands.push(...post.bands.map((band) => ({ account_group_id, band, storm_id, began_at })));
  return storm;
};

const stormOf = (row: PostRow): StormRow => ({
  ...{ id: row.storm_id, account_group_id: row.account_group_id, level: row.level, score: row.score },
  ...{ signature: null, began_at: row.posted_at, last_at: row.posted_at },
});

const raise = (storm: StormRow, row: PostRow): void => {
  storm.level = Math.max(storm.level, row.level);
  storm.score = Math.max(storm.score, row.score);
  storm.last_at = row.posted_at;
};
