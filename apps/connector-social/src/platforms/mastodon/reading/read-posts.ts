import { wait, type Heard, type Listening } from '@filo/connector';
import type { mastodon } from 'masto';
import { firstCredible } from '../../../credible-time.js';
import { history } from '../../../history.js';
import { RateLimited } from '../../../limits/rate-limited.js';
import { PagePictures } from '../../../pictures/page-pictures.js';
import { inRequests } from '../in-requests.js';
import type { MastodonClient } from '../mastodon-client.js';
import { DoubtfulPost, type DoubtfulPosts } from '../listening/doubtful-posts.js';
import type { OwnPosts } from '../own-posts.js';
import { heardPost, identityOf } from './heard-post.js';
import { namedBeside } from './named-beside.js';
import { pictureRequests } from './picture-requests.js';
import { post as postShape, type Post } from './post.js';
import { shownBy } from './shown-by.js';
import { unreadablePost } from './unreadable-post.js';

export interface ReadingParts {
  client: MastodonClient;
  ownPosts: OwnPosts;
  listening: Listening;
  /** At which the instance fails. */
  doubtful: DoubtfulPosts;
}

/** What had to be asked for around a post of somebody. */
interface Around {
  pictures: PagePictures;
  again?: boolean;
  /** When the instance told us of it, which may be long after the time that its author gave it. */
  toldAt?: string;
  above?: ReadonlyMap<string, Post>;
}

/** Turns what an instance lists into messages, with all that has to be asked for. */
export class ReadPosts {
  private readonly client: MastodonClient;
  private readonly listening: Listening;

  constructor(private readonly parts: ReadingParts) {
    this.client = parts.client;
    this.listening = parts.listening;
  }

  async theirs(notices: readonly mastodon.v1.Notification[]): Promise<Heard[]> {
    const us = await this.client.us();
    const each = eachPostOnce(notices);
    const above = await this.#above(
      each.map(({ status }) => status),
      us.id,
    );
    const pictures = this.#pagePictures();
    const heard = await Promise.all(
      each.map(async (notice) => {
        const parsed = postShape.safeParse(notice.status);
        // Our own word that names ourselves is no question to us.
        if (parsed.success && parsed.data.account.id === us.id) return undefined;
        const read = parsed.success
          ? await this.#their(parsed.data, us.id, { toldAt: notice.createdAt, above, pictures })
          : undefined;
        return read ?? (await unreadablePost(notice, this.client.login.instance, this.listening));
      }),
    );
    return heard.filter((one) => one !== undefined);
  }

  /**
   * What nobody said to us; what is not as posts are is left where it is, and what is read again needs no pictures. Of what is new there is no witness but
   * the search: what is dated before `since` is told of now.
   */
  async found(
    told: readonly mastodon.v1.Status[],
    { again = false, since = -Infinity }: { again?: boolean; since?: number | undefined } = {},
  ): Promise<Heard[]> {
    const us = await this.client.us();
    const posts = told.flatMap((one) => postShape.safeParse(one).data ?? []);
    const pictures = this.#pagePictures();
    const heard = await Promise.all(
      posts.map((post) => {
        const toldAt = Date.parse(post.createdAt) < since ? new Date().toISOString() : undefined;
        return this.#their(post, us.id, { again, pictures, ...(toldAt !== undefined && { toldAt }) });
      }),
    );
    return heard.filter((one) => one !== undefined);
  }

  /**
   * What we answered ourselves by another program; what Filo posted is known by its program, and where the instance does not name that, or another one since keys were
   * made anew, by our note. What answers nobody is in nobody's thread.
   */
  async ours(posts: readonly mastodon.v1.Status[]): Promise<Heard[]> {
    const [us, application] = [await this.client.us(), await this.client.application()];
    const byOthers = posts.flatMap((told) => {
      const { data } = postShape.safeParse(told);
      const isAnswer = data?.inReplyToId != null && data.inReplyToAccountId !== us.id;
      return data && isAnswer && data.application?.name !== application ? [data] : [];
    });
    const noted = await Promise.all(byOthers.map(({ id }) => this.parts.ownPosts.threadingIdOf(id)));
    const answers = byOthers.filter((_, n) => noted[n] === undefined);
    const answered = await this.#byId(answers.flatMap(({ inReplyToId }) => inReplyToId ?? []));
    const pictures = this.#pagePictures();
    const heard = await Promise.all(
      answers.map((post) => this.#our(post, answered.get(post.inReplyToId ?? ''), pictures)),
    );
    return heard.filter((one) => one !== undefined);
  }

  async #their(
    post: Post,
    ourId: string,
    { again = false, toldAt, above, pictures }: Around,
  ): Promise<Heard | undefined> {
    const { ownPosts } = this.parts;
    const parent = post.inReplyToAccountId === ourId ? post.inReplyToId : undefined;
    const aboveUri = above?.get(post.inReplyToId ?? '')?.uri;
    const answers =
      parent == null ? await ownPosts.threadingIdAt(aboveUri) : await ownPosts.threadingIdOf(parent);
    return heardPost({
      ...this.#around(post, toldAt),
      post,
      ...{ answers, aboveUri },
      named: await namedBeside(post, ourId, this.#asking()),
      quotes: await this.#quotedOfOurs(post, ourId),
      direction: 'inbound',
      ...(again
        ? { attachments: [], marks: [] }
        : await pictures.of(shownBy(post, this.client.login.instance))),
    });
  }

  async #quotedOfOurs({ quote }: Post, ourId: string): Promise<string | undefined> {
    const ours = quote?.quotedStatus.account.id === ourId ? quote.quotedStatus.id : undefined;
    return ours === undefined ? undefined : this.parts.ownPosts.threadingIdOf(ours);
  }

  async #our(post: Post, answered: Post | undefined, pictures: PagePictures): Promise<Heard | undefined> {
    if (answered === undefined) return undefined;
    const recipient = identityOf(answered.account, this.client.login.host);
    const named = await namedBeside(post, post.account.id, this.#asking());
    return heardPost({
      ...{ ...this.#around(post), post, direction: 'outbound', recipient, named },
      ...(await pictures.of(shownBy(post, this.client.login.instance))),
    });
  }

  /** What others said, and somebody answers who names us: another account of ours may have heard or said it. */
  async #above(statuses: readonly unknown[], ourId: string): Promise<Map<string, Post>> {
    const ids = statuses.flatMap((told) => {
      const { data } = postShape.safeParse(told);
      return data?.inReplyToId == null || data.inReplyToAccountId === ourId ? [] : [data.inReplyToId];
    });
    try {
      return await this.#byId(ids);
    } catch (error) {
      if (error instanceof RateLimited) throw error;
      // What it answers only tells more of it: what names us is heard all the same.
      this.listening.signal.throwIfAborted();
      return new Map();
    }
  }

  /** A mention does not tell what names its person for good; the post that is answered does. */
  async #byId(ids: readonly string[]): Promise<Map<string, Post>> {
    const found = new Map<string, Post>();
    const { client, listening } = this;
    const isSingle = client.isAskedOneByOne;
    for (const some of inRequests([...new Set(ids)], isSingle ? 1 : undefined)) {
      // As many requests as there are posts would leave none to answers.
      if (isSingle) await wait(client.budget.waitMs(), listening.signal);
      listening.signal.throwIfAborted();
      for (const told of isSingle ? await this.#single(some[0]!) : await client.posts(some)) {
        const { data } = postShape.safeParse(told);
        if (data) found.set(data.id, data);
      }
    }
    return found;
  }

  /** One at which the instance goes on failing keeps nothing else back: what answers it is left out. */
  async #single(id: string): Promise<mastodon.v1.Status[]> {
    const { client } = this;
    const { doubtful } = this.parts;
    const found = await doubtful.ask(id, () => client.posts([id]));
    if (found === undefined && !doubtful.isLasting(id))
      throw new DoubtfulPost(
        `${client.login.host} fails at a post that was answered; it is asked for again.`,
      );
    return found ?? [];
  }

  #around(post: Post, toldAt?: string) {
    const { instance, host } = this.client.login;
    const cameAt = firstCredible(toldAt, post.createdAt);
    return { at: { instance, host }, toldAt, history: history(cameAt, this.listening.account) };
  }

  #asking() {
    return { client: this.client, signal: this.listening.signal };
  }

  #pagePictures(): PagePictures {
    return new PagePictures({ ...this.listening, ...pictureRequests(this.client.login.instance) });
  }
}

/** Whoever quotes us and names us is told of twice. */
const eachPostOnce = (notices: readonly mastodon.v1.Notification[]): mastodon.v1.Notification[] => {
  const seen = new Set<string>();
  return notices.filter(({ status }) => status == null || (!seen.has(status.id) && seen.add(status.id)));
};
