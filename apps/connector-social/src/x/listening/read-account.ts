import { type Listening } from '@filo/connector';
import { CostsStop } from '../costs/costs-stop.js';
import type { XMessage, XPost } from '../client/x-answers.js';
import type { XClient } from '../client/x-client.js';
import { isNewer, keyOf, newestOf, saidAt, timeOfId } from '../reading/post-ids.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { readList, type Unreached } from './read-list.js';
import { tellEdits } from './tell-edits.js';

/** The most that X hands back of mentions. */
const mentionsMax = 800;
const ownPostsMax = 3_200;
/** A first look compares no more than this; X keeps messages for thirty days. */
const comparedMs = 14 * 86_400_000;
const overlapMs = 3_600_000;

/** One look at what an account was told in public and in private, and one at what it said itself. */
export class ReadAccount {
  constructor(
    private readonly client: XClient,
    private readonly posts: ReadPosts,
    private readonly listening: Listening,
  ) {}

  async mentions(): Promise<void> {
    const us = await this.client.ourself();
    const unreached = await readList<XPost>(
      {
        name: 'mentions',
        page: (part) => this.client.mentions(part),
        heard: (page) => this.posts.theirs(us, page),
        then: (page) => tellEdits(page, this.listening),
        from: this.listening.account.importSince,
        max: mentionsMax,
        mayGoOn: () => this.mayGoOn(),
      },
      this.listening,
    );
    if (unreached !== undefined) await this.#noteUnreached(unreached);
  }

  async ownPosts(): Promise<void> {
    const us = await this.client.ourself();
    await readList<XPost>(
      {
        name: 'own-posts',
        page: (part) => this.client.ownPosts(part),
        heard: (page) => this.posts.ours(us, page),
        from: this.listening.account.importSince,
        max: ownPostsMax,
        mayGoOn: () => this.mayGoOn(),
      },
      this.listening,
    );
  }

  /** X cannot be asked for what is newer than one: it is read from the newest back to where it was. */
  async messages(): Promise<void> {
    const { cursor } = this.listening;
    const done = await cursor.read<string>('messages');
    const ids = await this.#messagesUntil(
      (message) => !isNewer(message.id, done) || this.#isTooOld(message),
      (all) => all,
    );
    const top = newestOf([...ids, ...(done === undefined ? [] : [done])]);
    if (top !== undefined && top !== done) await cursor.write('messages', top);
  }

  /** Delivers what core lacks of the time since the last comparison, whatever the cursors say. */
  async compare(everyMs: number): Promise<void> {
    const { cursor, listening } = { cursor: this.listening.cursor, listening: this.listening };
    const before = await cursor.read<number>('compared-at');
    const now = Date.now();
    if (before !== undefined && now - before < everyMs) return;
    const from = Math.max(
      before === undefined ? now - comparedMs : before - overlapMs,
      Date.parse(listening.account.importSince ?? '') || 0,
    );
    await this.#compareMentions(new Date(from).toISOString());
    const lacking = async (messages: XMessage[]) => {
      const known = await listening.known(messages.map(({ id }) => `dm:${id}`));
      return messages.filter(({ id }) => !known.has(`dm:${id}`));
    };
    await this.#messagesUntil((message) => Date.parse(saidAt(message)) < from, lacking);
    await cursor.write('compared-at', now);
  }

  async mayGoOn(): Promise<void> {
    this.listening.signal.throwIfAborted();
    const { state } = await this.client.access.meter.pace();
    if (state === 'no-reading' || state === 'nothing') throw new CostsStop();
  }

  /** Until when some mentions could not be had, as long as that is news. */
  async unreached(): Promise<Unreached | undefined> {
    const noted = await this.listening.cursor.read<Unreached & { at: number }>('unreached');
    return noted && Date.now() - noted.at < 86_400_000 ? noted : undefined;
  }

  async #compareMentions(from: string): Promise<void> {
    const us = await this.client.ourself();
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      await this.mayGoOn();
      const page = await this.client.mentions({ from, after });
      const known = await this.listening.known(page.items.map(keyOf));
      const missing = { ...page, items: page.items.filter((post) => !known.has(keyOf(post))) };
      await this.#deliver(await this.posts.theirs(us, missing));
      after = page.next === after ? undefined : page.next;
    }
  }

  async #messagesUntil(
    isOver: (message: XMessage) => boolean,
    wanted: (messages: XMessage[]) => XMessage[] | Promise<XMessage[]>,
  ): Promise<string[]> {
    const us = await this.client.ourself();
    const read: string[] = [];
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      await this.mayGoOn();
      const page = await this.client.messages(after);
      const fresh = page.items.filter((message) => !isOver(message));
      await this.#deliver(await this.posts.messages(us, { ...page, items: await wanted(fresh) }));
      read.push(...fresh.map(({ id }) => id));
      after = fresh.length < page.items.length || page.next === after ? undefined : page.next;
    }
    return read;
  }

  #isTooOld({ id }: XMessage): boolean {
    const since = this.listening.account.importSince;
    return since !== undefined && timeOfId(id) < Date.parse(since);
  }

  async #deliver(heard: Awaited<ReturnType<ReadPosts['theirs']>>): Promise<void> {
    this.listening.signal.throwIfAborted();
    await Promise.all(heard.toReversed().map((one) => this.listening.deliver(one)));
  }

  async #noteUnreached(unreached: Unreached): Promise<void> {
    await this.listening.cursor.write('unreached', { ...unreached, at: Date.now() });
  }
}
