import type { Heard, Listening } from '@filo/connector';
import { patiently } from '../../../limits/patiently.js';
import type { BlueskyClient, FeedItem, Notice } from '../bluesky-client.js';
import { inRequests } from '../in-requests.js';
import { externalIdOf } from '../reading/post-address.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { itemOf, noticeOf } from './listed-of.js';
import { floorOf, movedBy, type Listed, type Standing } from './standing.js';
import type { Walks } from './walks.js';

/** Older things are compared no more: the network does not forget them, and neither does core. */
const comparedMs = 14 * 86_400_000;

/** One look at what an account was told, and one at what it posted itself. */
export class ReadAccount {
  #newest = '';

  constructor(
    private readonly client: BlueskyClient,
    private readonly posts: ReadPosts,
    private readonly listening: Listening,
    private readonly walks: Walks,
  ) {}

  /** Whether the newest look came further before it failed. */
  get cameFurther(): boolean {
    return this.walks.cameFurther(this.#newest);
  }

  notices(): Promise<void> {
    return this.#read<Notice>('notices', {
      page: (after) => this.client.notices(after),
      listedOf: noticeOf,
      heard: (some) => this.posts.theirs(some),
    });
  }

  ownPosts(): Promise<void> {
    return this.#read<FeedItem>('own-posts', {
      page: (after) => this.client.ownPosts(after),
      listedOf: itemOf,
      heard: (some) => this.posts.ours(some),
    });
  }

  /** Delivers what core lacks of the last days, whatever the cursor says. */
  async compare(): Promise<void> {
    const { client, listening } = this;
    const patience = { budget: client.session.budget, signal: listening.signal };
    const listing = {
      standing: undefined,
      floor: Date.now() - comparedMs,
      page: (after: string | undefined) => patiently(() => client.notices(after), patience),
      listedOf: noticeOf,
    };
    await this.walks.through<Notice>('compared', listing, async (fresh, took) => {
      const known = await listening.known(fresh.map(({ uri }) => externalIdOf(uri)));
      const missing = fresh.filter(({ uri }) => !known.has(externalIdOf(uri)));
      for (const some of inRequests(missing)) {
        await this.#deliver(await patiently(() => this.posts.theirs(some), patience));
        took(some);
      }
    });
  }

  /** The cursor follows each part that the bus has taken. */
  async #read<Item>(
    name: string,
    list: {
      page: (after: string | undefined) => Promise<{ items: Item[]; next: string | undefined }>;
      listedOf: (item: Item) => Listed;
      heard: (items: readonly Item[]) => Promise<Heard[]>;
    },
  ): Promise<void> {
    const { cursor } = this.listening;
    let standing = await cursor.read<Standing>(name);
    const floor = floorOf(standing);
    this.#newest = name;
    await this.walks.through<Item>(name, { ...list, standing, floor }, async (fresh, took) => {
      for (const some of inRequests(fresh)) {
        await this.#deliver(await list.heard(some));
        standing = movedBy(standing, some.map(list.listedOf));
        await cursor.write(name, standing);
        took(some);
      }
    });
  }

  async #deliver(heard: readonly Heard[]): Promise<void> {
    this.listening.signal.throwIfAborted();
    await Promise.all(heard.map((one) => this.listening.deliver(one)));
  }
}
