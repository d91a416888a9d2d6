import { MastoHttpError, type mastodon } from 'masto';
import { PermanentError, wait } from '@filo/connector';
import type { RateBudget } from '../../limits/rate-budget.js';
import { waitsOf } from '../../limits/waits.js';
import { isTooLarge } from '../../requests/limited-answer.js';
import { timeLimit } from '../../requests/time-limit.js';
import { troubleWith } from '../../troubles/network-trouble.js';
import { faultOf, wordsOf } from './fault-of.js';
import type { MastodonLogin } from './mastodon-login.js';
import { hasNoLists, mayBeUnknown, PostLists } from './post-lists.js';
import { restClient } from './rest-client.js';
import { StillKnown } from './still-known.js';
import { noteRefusal, noteTold } from './told-limits.js';

/** As many as one answer holds. */
export const perPage = 40;
/** Between two looks whether the instance has worked a picture. */
const mediaPauseMs = 500;
/** Of somebody's posts that their profile is read with. */
const postsOfProfile = 10;

interface Around {
  signal: AbortSignal;
  budget: RateBudget;
  lists?: PostLists;
  answerMs?: number;
}
/** Of ids: the oldest right above one, or what is below one. */
export type Range = { minId?: string; maxId?: string };
/** A part of a list; where it is full more may follow. */
export interface PostPage {
  posts: mastodon.v1.Status[];
  isFull: boolean;
}
interface Answer<Data> {
  data: Data;
  headers: Headers;
}

/** What is posted; the key makes the instance post it once, as long as it remembers the key. */
export interface ToPost extends Pick<mastodon.rest.v1.CreateStatusParams, 'visibility' | 'allowedMentions'> {
  status: string;
  /** Of the words; without it the instance takes that of the account. */
  language?: string;
  inReplyToId: string;
  spoilerText: string;
  /** Ids of pictures that were handed over. */
  mediaIds: readonly string[];
  sensitive: boolean;
  key: string;
}

/** What we ask an instance for one account. Reading throws by {@link faultOf}; answers are still to be parsed. */
export class MastodonClient {
  readonly budget: RateBudget;
  readonly #api: mastodon.rest.Client;
  readonly #lists: PostLists;
  readonly #known = new StillKnown(() => this.#knowsUs());
  #us: Promise<mastodon.v1.AccountCredentials> | undefined;

  constructor(
    readonly login: MastodonLogin,
    private readonly around: Around,
  ) {
    this.budget = around.budget;
    this.#lists = around.lists ?? new PostLists();
    this.#api = this.#apiWith(login.accessToken);
  }

  /** The same, until another signal aborts. */
  until(signal: AbortSignal): MastodonClient {
    return new MastodonClient(this.login, { ...this.around, signal });
  }

  /** Who we are there. */
  us(): Promise<mastodon.v1.AccountCredentials> {
    this.#us ??= this.#read(() => this.#api.v1.accounts.verifyCredentials.$raw());
    return this.#us.catch((error: unknown) => {
      this.#us = undefined;
      throw error;
    });
  }

  /** The name under which our token posts. */
  async application(): Promise<string> {
    const { name } = await this.#read(() => this.#api.v1.apps.verifyCredentials.$raw());
    return name;
  }

  instance(): Promise<mastodon.v2.Instance> {
    return this.#read(() => this.#api.v2.instance.fetch.$raw());
  }

  /** Who mentioned us or quoted a post of ours, the oldest right above an id, listed with the newest first; also what the instance holds back from the eye. */
  mentions(range: { minId: string } | { maxId?: string | undefined }): Promise<mastodon.v1.Notification[]> {
    const asked = { ...range, types: ['mention', 'quote'] as const, includeFiltered: true };
    return this.#fitting((limit) =>
      this.#read(() => this.#api.v1.notifications.fetch.$raw({ ...asked, limit })),
    );
  }

  /** Those that are there for us, at most twenty: in one answer, or where the instance is too old for that one by one. */
  async posts(ids: readonly string[]): Promise<mastodon.v1.Status[]> {
    if (this.#lists.areMissing) return this.#oneByOne(ids);
    try {
      return await this.listed(ids);
    } catch (error) {
      await this.#noteNoLists(error);
      return this.#oneByOne(ids);
    }
  }

  /** The same in one answer; throws where the instance has none. */
  listed(ids: readonly string[]): Promise<mastodon.v1.Status[]> {
    return this.#read(() => this.#api.v1.statuses.fetch.$raw({ id: ids }));
  }

  post(id: string): Promise<mastodon.v1.Status> {
    return this.#read(() => this.#api.v1.statuses.$select(id).fetch.$raw());
  }

  /** Whether the instance is too old to tell of many posts at once, as far as we have seen. */
  get isAskedOneByOne(): boolean {
    return this.#lists.areMissing;
  }

  /** The same; asks it. */
  async asksOneByOne(): Promise<boolean> {
    if (!this.isAskedOneByOne) await this.listed([]).catch((error: unknown) => this.#noteNoLists(error));
    return this.isAskedOneByOne;
  }

  /** Neither for us nor for anybody. */
  async isGone(id: string): Promise<boolean> {
    if (!(await this.#isMissing(this.#api, id))) return false;
    // Whoever blocks us shows it to others.
    return this.#isMissing(this.#apiWith(undefined), id);
  }

  /** Our own posts, listed with the newest first. */
  async ownPosts(range: { minId: string } | { maxId?: string | undefined }): Promise<mastodon.v1.Status[]> {
    const { id } = await this.us();
    const { posts } = await this.#postsBy(id, range);
    return posts;
  }

  /** Public posts with a hashtag that the instance knows, newest first. */
  tagged(tag: string, range: Range): Promise<PostPage> {
    const { list } = this.#api.v1.timelines.tag.$select(tag);
    return this.#page((limit) => this.#read(async () => await list.$raw({ ...range, limit })));
  }

  /** What the instance's full text search finds, newest first; nothing where it has none. */
  search(q: string, range: Range & { limit?: number }): Promise<PostPage> {
    const asked = { ...range, q, type: 'statuses' as const };
    return this.#page(async (limit) => {
      const { statuses } = await this.#read(async () => await this.#api.v2.search.list.$raw({ ...asked, limit })); // prettier-ignore
      return statuses;
    }, range.limit);
  }

  /** What somebody posted, as far as the instance knows it, newest first. */
  async postsBy(acct: string, range: Range): Promise<PostPage> {
    const { id } = await this.accountOf(acct);
    return this.#postsBy(id, range);
  }

  /** Who has this handle now. */
  accountOf(acct: string): Promise<mastodon.v1.Account> {
    return this.#read(() => this.#api.v1.accounts.lookup.$raw({ acct }));
  }

  /** Who has this id there, with what names them for good. */
  account(id: string): Promise<mastodon.v1.Account> {
    return this.#read(() => this.#api.v1.accounts.$select(id).fetch.$raw());
  }

  /** Whom an address of an actor leads to; the instance looks there when it knows nobody of that address. */
  async accountsAt(uri: string): Promise<mastodon.v1.Account[]> {
    const asked = { q: uri, type: 'accounts', resolve: true, limit: 1 } as const;
    const { accounts } = await this.#read(async () => await this.#api.v2.search.list.$raw(asked));
    return accounts;
  }

  /** Newest first; answers to others and what was only passed on are left out. */
  postsOf(id: string): Promise<mastodon.v1.Status[]> {
    const asked = { excludeReplies: true, excludeReblogs: true, limit: postsOfProfile };
    return this.#read(async () => await this.#api.v1.accounts.$select(id).statuses.list.$raw(asked));
  }

  /** As it was written. */
  async sourceOf(id: string): Promise<string> {
    const { text } = await this.#read(() => this.#api.v1.statuses.$select(id).source.fetch.$raw());
    return text;
  }

  /** Throws what the instance threw: whoever writes judges it. */
  async create({ key, ...status }: ToPost): Promise<mastodon.v1.Status> {
    const headers = { 'Idempotency-Key': key };
    const { data } = await this.#api.v1.statuses.create.$raw(status, { requestInit: { headers } });
    return data;
  }

  /** Hands a picture over; nobody sees it until a post names it. Resolves with its id when the instance has worked it. */
  async uploadPicture({ file, description }: { file: File; description: string }): Promise<string> {
    const asked = { file, ...(description !== '' && { description }), skipPolling: true };
    let media = await this.#read(() => this.#api.v2.media.create.$raw(asked));
    const { id } = media;
    while (media.url == null) {
      await wait(mediaPauseMs, this.around.signal);
      media = await this.#read(() => this.#api.v1.media.$select(id).fetch.$raw());
    }
    return id;
  }

  /** A post without words, which every instance refuses. */
  async createNothing(): Promise<void> {
    await this.#api.v1.statuses.create({ status: '' });
  }

  /**
   * One of our own. It counts as deleted when the instance itself says that it has no such post: its own words, at an address where it
   * still knows us. Whatever else stands at a wrong address may say 404, too.
   */
  async delete(id: string): Promise<void> {
    try {
      await this.#api.v1.statuses.$select(id).remove();
    } catch (error) {
      if (!(error instanceof MastoHttpError && error.statusCode === 404)) throw this.#faultOf(error);
      if (wordsOf(error) === '' || !(await this.#knowsUs()))
        throw troubleWith({ network: this.login.host, isOne: true }, 'gone', error);
    }
  }

  /** False where nobody knows what we ask; whatever else goes wrong is thrown. */
  async #knowsUs(): Promise<boolean> {
    try {
      await this.#noted(() => this.#api.v1.accounts.verifyCredentials.$raw());
      return true;
    } catch (error) {
      if (error instanceof MastoHttpError && [404, 410].includes(error.statusCode)) return false;
      throw this.#faultOf(error);
    }
  }

  /** Throws what was thrown where something else is wrong. */
  async #noteNoLists(error: unknown): Promise<void> {
    if (!mayBeUnknown(error)) throw error;
    const told = await this.instance().catch(() => undefined);
    if (told === undefined || !hasNoLists(String(told.version), error)) throw error;
    this.#lists.noteMissing();
  }

  async #oneByOne(ids: readonly string[]): Promise<mastodon.v1.Status[]> {
    const found: mastodon.v1.Status[] = [];
    for (const id of ids)
      try {
        found.push(await this.post(id));
      } catch (error) {
        if (!(error instanceof PermanentError && error.code === 'not-found')) throw error;
      }
    // An instance that knows nothing of us any more does not find anything either.
    if (found.length === 0 && ids.length > 0 && !(await this.#known.at(ids.length)))
      throw troubleWith({ network: this.login.host, isOne: true }, 'gone', undefined);
    return found;
  }

  async #isMissing(api: mastodon.rest.Client, id: string): Promise<boolean> {
    try {
      const asked = () => api.v1.statuses.$select(id).fetch.$raw();
      // Whoever has no token is counted apart.
      await (api === this.#api ? this.#noted(asked) : asked());
      return false;
    } catch (error) {
      // Some instances show nothing to whoever has no token: then our own look is all there is.
      const missing = api === this.#api ? [404, 410] : [401, 403, 404, 410];
      if (error instanceof MastoHttpError && missing.includes(error.statusCode) && wordsOf(error) !== '')
        return true;
      throw this.#faultOf(error);
    }
  }

  #apiWith(accessToken: string | undefined): mastodon.rest.Client {
    const { signal } = this.around;
    const limited = () => timeLimit(waitsOf(this.around).answerMs, signal);
    return restClient({
      url: this.login.instance,
      ...(accessToken !== undefined && { accessToken }),
      requestInit: {
        // Its own limit of time may be lost. This is asked for with each request.
        get signal() {
          return limited();
        },
        // A token goes nowhere else.
        redirect: 'error',
      },
    });
  }

  #postsBy(id: string, range: { minId?: string; maxId?: string | undefined }): Promise<PostPage> {
    const asked = { ...range, excludeReblogs: true };
    const { list } = this.#api.v1.accounts.$select(id).statuses;
    return this.#page((limit) => this.#read(async () => await list.$raw({ ...asked, limit })));
  }

  async #page(ask: (limit: number) => Promise<mastodon.v1.Status[]>, most = perPage): Promise<PostPage> {
    let asked = most;
    const posts = await this.#fitting((limit) => ask((asked = limit)), most);
    return { posts, isFull: posts.length >= asked };
  }

  /** Posts may be of any length: fewer are asked for where so many are too much for one answer. */
  async #fitting<Data>(ask: (limit: number) => Promise<Data>, most = perPage): Promise<Data> {
    for (let limit = most; ; limit = Math.ceil(limit / 4)) {
      try {
        return await ask(limit);
      } catch (error) {
        if (limit === 1 || !isTooLarge(error)) throw error;
      }
    }
  }

  async #read<Data>(ask: () => PromiseLike<Answer<Data>>): Promise<Data> {
    try {
      return await this.#noted(ask);
    } catch (error) {
      throw this.#faultOf(error);
    }
  }

  /** Notes what the instance still allows, which it tells with a refusal as well; throws what was thrown. */
  async #noted<Data>(ask: () => PromiseLike<Answer<Data>>): Promise<Data> {
    try {
      const { data, headers } = await ask();
      noteTold(this.budget, headers);
      return data;
    } catch (error) {
      noteRefusal(this.budget, error);
      throw error;
    }
  }

  #faultOf(error: unknown): unknown {
    return faultOf(error, 'reading', this.login.host);
  }
}
