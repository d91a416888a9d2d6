import type { Heard, Listening } from '@filo/connector';
import type { mastodon } from 'masto';
import { patiently } from '../../../limits/patiently.js';
import type { MastodonClient } from '../mastodon-client.js';
import type { Post } from '../reading/post.js';
import { externalIdOf, threadingIdOf } from '../reading/post-ids.js';
import type { ReadPosts } from '../reading/read-posts.js';

/** Older things are compared no more: the instance does not forget them, and neither does core. */
const comparedMs = 14 * 86_400_000;
/** Below every id. */
const begin = '0';

/** One look at what an account was told, and one at what it posted itself. */
export class ReadAccount {
  constructor(
    private readonly client: MastodonClient,
    private readonly posts: ReadPosts,
    private readonly listening: Listening,
  ) {}

  /** Page by page from where it stood, the oldest first, however long nobody looked. */
  mentions(): Promise<void> {
    return this.#read('mentions', {
      from: () => Promise.resolve(begin),
      page: (minId) => this.client.mentions({ minId }),
      heard: (some) => this.posts.theirs(some),
    });
  }

  /** As far back as mentions are work: what was answered by hand before the account was added does not wait. */
  ownPosts(): Promise<void> {
    return this.#read('own-posts', {
      from: () => this.#beforeImport(),
      page: (minId) => this.client.ownPosts({ minId }),
      heard: (some) => this.posts.ours(some),
    });
  }

  /** Delivers what core lacks of the last days, whatever the cursor says. */
  async compare(): Promise<void> {
    const { client, listening } = this;
    const patience = { budget: client.budget, signal: listening.signal };
    const floor = Date.now() - comparedMs;
    for (let maxId: string | undefined, isOver = false; !isOver;) {
      const page = await patiently(() => client.mentions(maxId === undefined ? {} : { maxId }), patience);
      const young = page.filter(({ createdAt }) => !(Date.parse(createdAt) < floor));
      await this.#deliver(await patiently(() => this.#missing(young), patience));
      maxId = page.at(-1)?.id;
      isOver = maxId === undefined || young.length < page.length;
    }
  }

  /** The newest post of ours that is older than what is imported as work; not every instance has ids that tell the time. */
  async #beforeImport(): Promise<string> {
    const { importSince } = this.listening.account;
    if (importSince === undefined) return begin;
    for (let maxId: string | undefined; ;) {
      this.listening.signal.throwIfAborted();
      const page = await this.client.ownPosts(maxId === undefined ? {} : { maxId });
      const older = page.find(({ createdAt }) => Date.parse(createdAt) < Date.parse(importSince));
      if (older !== undefined) return older.id;
      maxId = page.at(-1)?.id;
      if (maxId === undefined) return begin;
    }
  }

  async #missing(notices: readonly mastodon.v1.Notification[]): Promise<Heard[]> {
    const { instance } = this.client.login;
    // As `unreadablePost` names it where nobody is its author.
    const idOf = ({ status }: mastodon.v1.Notification) => {
      if (status == null) return '';
      const { id, account } = status as { id: string; account?: Post['account'] | null };
      return account ? externalIdOf(instance, { id, account }) : threadingIdOf(instance, id);
    };
    const known = await this.listening.known(notices.map(idOf).filter((id) => id !== ''));
    return this.posts.theirs(notices.filter((notice) => !known.has(idOf(notice))));
  }

  /** The cursor follows each page that the bus has taken. */
  async #read<Item extends { id: string }>(
    name: string,
    list: {
      from: () => Promise<string>;
      page: (minId: string) => Promise<Item[]>;
      heard: (items: readonly Item[]) => Promise<Heard[]>;
    },
  ): Promise<void> {
    const { cursor, signal } = this.listening;
    let standing = (await cursor.read<string>(name)) ?? (await list.from());
    for (;;) {
      signal.throwIfAborted();
      const page = await list.page(standing);
      const newest = page[0]?.id;
      if (newest === undefined || newest === standing) break;
      await this.#deliver(await list.heard(page.toReversed()));
      standing = newest;
      await cursor.write(name, standing);
    }
    if ((await cursor.read<string>(name)) === undefined) await cursor.write(name, standing);
  }

  async #deliver(heard: readonly Heard[]): Promise<void> {
    this.listening.signal.throwIfAborted();
    await Promise.all(heard.map((one) => this.listening.deliver(one)));
  }
}
