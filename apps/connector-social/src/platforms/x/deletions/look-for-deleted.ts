import type { Following, Published } from '@filo/connector';
import { isImplausible } from '../../../deletions/is-implausible.js';
import { patiently } from '../../../limits/patiently.js';
import { lookupRequest } from '../client/x-access.js';
import { perPage, type XClient } from '../client/x-client.js';
import type { XComplianceClient } from '../client/x-compliance-client.js';
import { affordablePosts } from '../costs/affordable.js';
import { isId, isNewer } from '../reading/post-ids.js';
import { askByList } from './ask-by-list.js';
import { Changes } from './changes.js';
import { isToldByList, readStanding } from './compliance-standing.js';
import { followFindings } from './follow-findings.js';
import { Suspects } from './suspects.js';
import { readWalk, walkShare, writeWalk, type Walk } from './walk.js';

const dayMs = 86_400_000;
const reachMs = 14 * dayMs;
/** To look again at what was missing: what is still missing costs nothing. */
const againShare = 0.5;

export interface LookForDeleted {
  client: XClient;
  /** Undefined: X is not asked by lists. */
  compliance?: XComplianceClient;
  /** How long a post must be missing until it counts as gone. */
  goneAfterMs: number;
  /** How often everything is looked at. */
  everyMs: number;
  now?: number;
}

/**
 * Tells core which of the posts that it holds are not at X any more, and which read otherwise. X is asked by a list of all of them, some times in `everyMs`, which costs
 * nothing (docs/decisions/0046). Where it does not let us, each look costs: then it is looked in each round at what was missing, and once in
 * `everyMs` at everything of two weeks, from the newest post back, page by page, as far as the money of the day goes, and on the next day
 * from there on; what is not found twice, with time between, is gone.
 */
export const lookForDeleted = async (listening: Following, parts: LookForDeleted): Promise<void> => {
  const suspects = await Suspects.of(listening);
  const { compliance, ...asked } = { now: Date.now(), ...parts };
  const changes = await Changes.of(listening, asked.client);
  await changes.followDue();
  const look = new Look(listening, { suspects, changes }, asked);
  await look.again();
  if (compliance !== undefined)
    await askByList(listening, { compliance, ...asked }, (findings, { edited }) =>
      followFindings(listening, findings, { ...asked, suspects, changes, edited }),
    );
  if (!isToldByList(await readStanding(listening.cursor), asked)) await look.goOn();
};

/** One round. */
class Look {
  readonly #seen: Seen = { missing: [], authors: new Map() };

  constructor(
    private readonly listening: Following,
    private readonly noted: { suspects: Suspects; changes: Changes },
    private readonly parts: LookForDeleted & { now: number },
  ) {}

  async again(): Promise<void> {
    const { now, goneAfterMs: enoughMs } = this.parts;
    await this.#paged(this.noted.suspects.ids, againShare, async (asked) => {
      const missing = await this.#missing(asked);
      await this.noted.suspects.note({ asked, missing }, { now, enoughMs });
    });
  }

  async goOn(): Promise<void> {
    const { cursor } = this.listening;
    const walk = await this.#walk();
    if (walk.isDone || (await this.#affordable(walkShare)) < 1) return;
    const rest = await this.#rest(walk);
    const { all = rest.length } = walk;
    let left = rest.length;
    const isThrough = await this.#paged(rest, walkShare, async (page) => {
      await this.#lookAt(page);
      left -= page.length;
      await writeWalk(cursor, { ...walk, below: page.at(-1)!.externalId, all, left });
    });
    if (isThrough) await writeWalk(cursor, { begunAt: walk.begunAt, isDone: true, wholeAt: walk.begunAt });
  }

  async #walk(): Promise<Walk> {
    const { now, everyMs } = this.parts;
    const held = await readWalk(this.listening.cursor);
    const toldAt = (await readStanding(this.listening.cursor))?.wholeAt ?? 0;
    // What a list has told of meanwhile need not be looked at from where it stood.
    const isOver = held === undefined || held.begunAt < toldAt || held.isDone;
    const isTime = held === undefined || now - Math.max(held.begunAt, toldAt) >= everyMs;
    if (held !== undefined && !(isOver && isTime))
      return held.begunAt < toldAt ? { ...held, isDone: true } : held;
    const begun = { begunAt: now, wholeAt: Math.max(held?.wholeAt ?? 0, toldAt) || undefined };
    await writeWalk(this.listening.cursor, begun);
    return begun;
  }

  /** What was not looked at yet, the newest first. */
  async #rest({ below }: Walk): Promise<Published[]> {
    const rest = new Map<string, Published>();
    const since = new Date(this.parts.now - reachMs).toISOString();
    for await (const page of this.listening.published(since))
      for (const post of page.filter(({ externalId: id }) => isId(id) && !this.noted.suspects.has(id)))
        if (below === undefined || isNewer(below, post.externalId)) rest.set(post.externalId, post);
    return [...rest.values()].sort((a, b) => (isNewer(a.externalId, b.externalId) ? -1 : 1));
  }

  /** When much is missing at once X may be ill; when it says the same for a day, it is believed. */
  async #lookAt(page: readonly Published[]): Promise<void> {
    const { now, goneAfterMs } = this.parts;
    const asked = page.map(({ externalId }) => externalId);
    const missing = await this.#missing(asked);
    const authors = new Map(page.map(({ externalId: id, author }) => [id, author ?? id]));
    for (const [id, author] of authors) this.#seen.authors.set(id, author);
    this.#seen.missing.push(...missing);
    const isDoubted =
      isImplausible(missing, authors) || isImplausible(this.#seen.missing, this.#seen.authors);
    if (isDoubted)
      this.listening.log.warn({ gone: missing.length, looked: asked.length }, 'x.deletions_implausible');
    const enoughMs = isDoubted ? Math.max(goneAfterMs, dayMs) : goneAfterMs;
    await this.noted.suspects.note({ asked, missing }, { now, enoughMs });
  }

  /** False: the money of the day did not reach for all. */
  async #paged<Item>(
    items: readonly Item[],
    share: number,
    lookAt: (page: readonly Item[]) => Promise<void>,
  ): Promise<boolean> {
    for (let from = 0; from < items.length;) {
      this.listening.signal.throwIfAborted();
      const many = Math.min(perPage, await this.#affordable(share));
      if (many < 1) return false;
      await lookAt(items.slice(from, from + many));
      from += many;
    }
    return true;
  }

  #affordable(share: number): Promise<number> {
    return affordablePosts(this.parts.client.access.meter, share);
  }

  /** X says of each whether it is gone or only hidden from us; what was changed is followed on the way. */
  async #missing(ids: readonly string[]): Promise<string[]> {
    const { client } = this.parts;
    const budget = client.access.budgetOf(lookupRequest);
    const { missing, changed } = await patiently(() => client.look(ids), {
      budget,
      signal: this.listening.signal,
    });
    await this.noted.changes.follow(changed);
    return missing;
  }
}

/** What was looked at in this round. */
interface Seen {
  missing: string[];
  authors: Map<string, string>;
}
