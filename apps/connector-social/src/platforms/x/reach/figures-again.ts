import type { Heard, Published } from '@filo/connector';
import type { ReadAgain } from '../../../reach/keep-reach.js';
import type { XPost } from '../client/x-answers.js';
import { lookupRequest } from '../client/x-access.js';
import { perPage, type XClient } from '../client/x-client.js';
import { affordablePosts } from '../costs/affordable.js';
import { heardPost } from '../reading/heard-post.js';
import { isId, isNewer, saidAt } from '../reading/post-ids.js';

/**
 * The part of the ceiling that looking at figures again may bring the day's costs to: less than what was deleted may, so that there is always
 * money for that.
 */
const reachShare = 0.25;
const hourMs = 3_600_000;

interface Spread {
  count: number;
  at: number;
  anHour: number;
}

/**
 * How far posts have spread at X, looked at again within money: X takes it once a day for the same post, so that what was read today is looked at as
 * often as anywhere, and of what was read before as much as is left for it, what spreads fastest first, then the newest.
 */
export class FiguresAgain implements ReadAgain {
  readonly perRequest = perPage;
  readonly #spreads = new Map<string, Spread>();
  #authors = new Map<string, string>();

  constructor(
    private readonly client: Pick<XClient, 'access' | 'figures'>,
    readonly everyMs: number,
  ) {}

  /** What X tells is looked up by the same requests, and comes first. */
  get budget(): ReadAgain['budget'] {
    return { waitMs: () => this.client.access.budgetOf(lookupRequest).restMs() };
  }

  async choose(posts: readonly Published[]): Promise<string[]> {
    const known = posts.filter(({ externalId, author }) => author !== undefined && isId(externalId));
    this.#authors = new Map(known.map(({ externalId: id, author }) => [id, author!]));
    for (const id of this.#spreads.keys()) if (!this.#authors.has(id)) this.#spreads.delete(id);
    return this.#affordable([...this.#authors.keys()].sort(this.#first));
  }

  /** X may have let it wait for its turn: what was to be paid by money that others have spent meanwhile is left out. */
  async read(ids: readonly string[]): Promise<Heard[]> {
    const some = await this.#affordable(ids);
    const posts = some.length === 0 ? [] : await this.client.figures(some);
    for (const post of posts) this.#note(post);
    return posts.flatMap((post) => this.#heard(post) ?? []);
  }

  readonly #first = (a: string, b: string): number =>
    this.#anHour(b) - this.#anHour(a) || (isNewer(a, b) ? -1 : 1);

  async #affordable(ids: readonly string[]): Promise<string[]> {
    const { meter } = this.client.access;
    if ((await meter.pace()).state !== 'free') return [];
    let left = await affordablePosts(meter, reachShare);
    return ids.filter((id) => meter.isPaid(id) || (left -= 1) >= 0);
  }

  #anHour(id: string): number {
    return this.#spreads.get(id)?.anHour ?? 0;
  }

  #note(post: XPost): void {
    const { retweet_count: reposts = 0, quote_count: quotes = 0 } = post.public_metrics ?? {};
    const [count, at] = [reposts + quotes, Date.now()];
    const before = this.#spreads.get(post.id) ?? { count: 0, at: Date.parse(saidAt(post)) };
    const hours = Math.max(at - before.at, 60_000) / hourMs;
    this.#spreads.set(post.id, { count, at, anHour: Math.max(0, count - before.count) / hours });
  }

  /** Under the id by which core holds it, whatever its author made of it since. */
  #heard(post: XPost): Heard | undefined {
    const author = this.#authors.get(post.id);
    if (author === undefined) return undefined;
    return heardPost({
      post: { ...post, edit_history_tweet_ids: [post.id] },
      ...{ author: { id: author }, direction: 'inbound', history: false },
      ...{ participants: [], media: [], attachments: [], marks: [] },
    });
  }
}
