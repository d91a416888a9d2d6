import { ApiResponseError, type TwitterResponse } from 'twitter-api-v2';
import type { z } from 'zod';
import { TemporaryError } from '@filo/connector';
import { faultOf } from './fault-of.js';
import {
  figuresQuery,
  messageQuery,
  ourselfQuery,
  postQuery,
  profilePostsQuery,
  profileQuery,
  type Spelling,
} from './spelling.js';
import { lookupRequest, searchRequest, type XAccess } from './x-access.js';
import {
  messageCreated,
  messageList,
  ourself,
  postCreated,
  postList,
  somebody,
  type Beside,
  type XMessage,
  type XPost,
  type XUser,
} from './x-answers.js';

export const perPage = 100;
const messagesPerPage = 50;
/** As few as X hands over. */
const postsOfProfile = 5;

type Query = Record<string, string | number | undefined>;

export interface Page<Item> {
  items: Item[];
  beside: Beside;
  next: string | undefined;
}

/** Which part of a list: newer than one id, older than another, after a page. */
export interface Part {
  since?: string | undefined;
  until?: string | undefined;
  from?: string | undefined;
  after?: string | undefined;
}

/** What we ask X for one account. Reading throws by {@link faultOf}; what is asked is counted. */
export class XClient {
  constructor(
    readonly access: XAccess,
    private readonly signal: AbortSignal,
  ) {}

  /** Who we are there; asked once. */
  async ourself(): Promise<XUser> {
    return (this.access.ourself ??= await this.lookAtOurself());
  }

  async lookAtOurself(): Promise<XUser> {
    const { data } = await this.#read('users/me', { path: 'users/me', query: ourselfQuery, schema: ourself });
    await this.access.meter.read({ user: [data.id] });
    return data;
  }

  /** Undefined for whoever X does not show. */
  async user(id: string): Promise<XUser | undefined> {
    const asked = { path: `users/${id}`, query: profileQuery, schema: somebody };
    const { data } = await this.#read('users/:id', asked);
    if (data !== undefined) await this.access.meter.read({ user: [data.id] });
    return data;
  }

  /** The newest posts of somebody, without answers to others and what was only passed on. */
  async newestOf(id: string): Promise<XPost[]> {
    const path = `users/${id}/tweets`;
    const found = await this.#spelled((spelling) => {
      const query = {
        ...profilePostsQuery(spelling),
        max_results: postsOfProfile,
        exclude: 'replies,retweets',
      };
      return this.#read('users/tweets', { path, query, schema: postList });
    });
    await this.#countPosts(found.data, found.includes);
    return found.data;
  }

  /** Who mentioned or answered us, newest first. */
  mentions(part: Part): Promise<Page<XPost>> {
    return this.#list('mentions', part);
  }

  /** Our own posts and answers, newest first. */
  ownPosts(part: Part): Promise<Page<XPost>> {
    return this.#list('tweets', part);
  }

  /** Those of them that are there. At most a hundred. */
  async posts(ids: readonly string[]): Promise<Page<XPost>> {
    const found = await this.#spelled((spelling) => {
      const query = { ...postQuery(spelling), ids: ids.join(',') };
      return this.#read(lookupRequest, { path: lookupRequest, query, schema: postList });
    });
    await this.#countPosts(found.data, found.includes);
    return { items: found.data, beside: found.includes, next: undefined };
  }

  /** What is found of the last seven days, newest first. */
  async search(text: string, { since, until, from, after }: Part, max = perPage): Promise<Page<XPost>> {
    const found = await this.#spelled((spelling) =>
      this.#read(searchRequest, {
        path: searchRequest,
        query: {
          ...postQuery(spelling),
          ...{ query: text, max_results: max, sort_order: 'recency', next_token: after },
          ...{ since_id: since, until_id: until, start_time: from },
        },
        schema: postList,
      }),
    );
    await this.#countPosts(found.data, found.includes);
    return { items: found.data, beside: found.includes, next: found.meta.next_token };
  }

  /** How far those of them that are there have spread. At most a hundred. */
  async figures(ids: readonly string[]): Promise<XPost[]> {
    const found = await this.#spelled((spelling) => {
      const query = { ...figuresQuery(spelling), ids: ids.join(',') };
      return this.#read(lookupRequest, { path: lookupRequest, query, schema: postList });
    });
    await this.#countPosts(found.data, found.includes);
    return found.data;
  }

  /** Those that are not there for anybody. At most a hundred. Nothing stands beside what is there: that costs. */
  async gone(ids: readonly string[]): Promise<string[]> {
    const query = { ids: ids.join(',') };
    const found = await this.#read(lookupRequest, { path: lookupRequest, query, schema: postList });
    await this.#countPosts(found.data, found.includes);
    const gone = found.errors.filter(({ type }) => type.endsWith('/resource-not-found'));
    return gone.map(({ resource_id }) => resource_id);
  }

  /** Messages from and to us, newest first. */
  async messages(after: string | undefined): Promise<Page<XMessage>> {
    const query = { ...messageQuery, event_types: 'MessageCreate', max_results: messagesPerPage };
    const answer = await this.#read('dm_events', {
      path: 'dm_events',
      query: { ...query, pagination_token: after },
      schema: messageList,
    });
    const { data, includes } = answer;
    await this.access.meter.read({ message: data.map(({ id }) => id), user: idsOf(includes.users) });
    return { items: data, beside: includes, next: answer.meta.next_token };
  }

  /** Throws what was thrown: whoever writes judges it. */
  async createPost(text: string, answers: string, pictures: readonly string[] = []): Promise<string> {
    const media = pictures.length > 0 && { media: { media_ids: pictures } };
    const body = { text, reply: { in_reply_to_tweet_id: answers }, ...media };
    const { data } = postCreated.parse(await this.#write('tweets', body, text));
    return data.id;
  }

  /** What is not there any more counts as deleted. */
  async deletePost(id: string): Promise<void> {
    try {
      await this.#noting('write', () =>
        this.access.api.delete(`tweets/${id}`, undefined, {
          fullResponse: true,
          timeout: this.access.answerMs,
        }),
      );
    } catch (error) {
      if (error instanceof ApiResponseError && error.code === 404) return;
      throw faultOf(error);
    }
    await this.access.meter.wrote('');
  }

  async createMessage(text: string, to: string): Promise<string> {
    const path = `dm_conversations/with/${to}/messages`;
    return messageCreated.parse(await this.#write(path, { text }, text)).data.dm_event_id;
  }

  async #list(kind: 'mentions' | 'tweets', { since, until, from, after }: Part): Promise<Page<XPost>> {
    const { id } = await this.ourself();
    const found = await this.#spelled((spelling) =>
      this.#read(`users/${kind}`, {
        path: `users/${id}/${kind}`,
        query: {
          ...postQuery(spelling),
          max_results: perPage,
          since_id: since,
          until_id: until,
          start_time: from,
          pagination_token: after,
        },
        schema: postList,
      }),
    );
    await this.#countPosts(found.data, found.includes);
    return { items: found.data, beside: found.includes, next: found.meta.next_token };
  }

  /** Asks by the other name of a post when X refuses the first. */
  async #spelled<Answer>(ask: (spelling: Spelling) => Promise<Answer>): Promise<Answer> {
    try {
      return await ask(this.access.spelling);
    } catch (error) {
      const cause = (error as Error).cause;
      if (!(
        cause instanceof ApiResponseError &&
        cause.code === 400 &&
        /\.fields/.test(JSON.stringify(cause.data))
      ))
        throw error;
      this.access.spelling = this.access.spelling === 'tweet' ? 'post' : 'tweet';
      return ask(this.access.spelling);
    }
  }

  #countPosts(posts: readonly XPost[], { tweets, users, media }: Beside): Promise<void> {
    return this.access.meter.read({
      post: [...idsOf(posts), ...idsOf(tweets)],
      user: idsOf(users),
      media: media.map(({ media_key }) => media_key),
    });
  }

  async #read<Schema extends z.ZodType>(
    request: string,
    { path, query, schema }: { path: string; query: Query; schema: Schema },
  ): Promise<z.output<Schema>> {
    try {
      const { data } = await this.#noting(request, () =>
        this.access.api.get(path, query, { fullResponse: true, timeout: this.access.answerMs }),
      );
      const parsed = schema.safeParse(data);
      if (parsed.success) return parsed.data;
      throw new TemporaryError(
        'X answered something that cannot be read. Nothing is lost; it is tried again.',
      );
    } catch (error) {
      throw faultOf(error);
    }
  }

  async #write(path: string, body: Record<string, unknown>, text: string): Promise<unknown> {
    const { data } = await this.#noting('write', () =>
      this.access.api.post(path, body, { fullResponse: true, timeout: this.access.answerMs }),
    );
    await this.access.meter.wrote(text);
    return data;
  }

  /** The library cannot be told to stop; what it still does is nobody's any more. */
  async #noting(
    request: string,
    ask: () => Promise<TwitterResponse<unknown>>,
  ): Promise<TwitterResponse<unknown>> {
    try {
      const answer = await unlessAborted(ask, this.signal);
      this.#note(request, answer.headers);
      return answer;
    } catch (error) {
      if (error instanceof ApiResponseError) this.#note(request, error.headers);
      throw error;
    }
  }

  #note(request: string, headers: Readonly<Record<string, unknown>>): void {
    // Writing has a window of its own.
    if (request === 'write') return;
    const limits = Object.entries(headers).filter(([name]) => name.startsWith('x-rate-limit-'));
    this.access
      .budgetOf(request)
      .note(new Headers(limits.map(([name, value]) => [name, String(value)])), 'x-rate-limit');
  }
}

const idsOf = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);

const unlessAborted = <Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    ask()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
