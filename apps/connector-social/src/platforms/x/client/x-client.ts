import type { Purpose } from '../costs/cost-meter.js';
import {
  bareQuery,
  figuresQuery,
  messageQuery,
  ourselfQuery,
  postQuery,
  profilePostsQuery,
  profileQuery,
} from './spelling.js';
import {
  lookupRequest,
  mentionsRequest,
  messagesRequest,
  ownPostsRequest,
  searchRequest,
  type XAccess,
} from './x-access.js';
import {
  messageList,
  ourself,
  somebody,
  type Beside,
  type XMessage,
  type XPost,
  type XUser,
} from './x-answers.js';
import { idsOf, XRequests } from './x-requests.js';
import { XWriter } from './x-writer.js';

export const perPage = 100;
const messagesPerPage = 50;
/** As few as X hands over. */
export const postsOfProfile = 5;

export interface Page<Item> {
  items: Item[];
  beside: Beside;
  next: string | undefined;
}

/** Which part of a list: newer than one id, older than another, after a page. */
export interface Part {
  since?: string | undefined;
  until?: string | undefined;
  after?: string | undefined;
}

/** What became of posts. */
export interface Looked {
  missing: string[];
  /** By the id that was asked for, the id of its newest version. */
  changed: ReadonlyMap<string, string>;
}

/** What we ask X for one account. Throws by `faultOf`; what is asked is counted. */
export class XClient {
  readonly writer: XWriter;
  readonly #requests: XRequests;

  constructor(
    readonly access: XAccess,
    signal: AbortSignal,
  ) {
    this.#requests = new XRequests(access, signal);
    this.writer = new XWriter(this.#requests);
  }

  /** Who we are there; asked once a day. */
  ourself(): Promise<XUser> {
    return this.access.ourself.read(() => this.lookAtOurself());
  }

  async lookAtOurself(): Promise<XUser> {
    const asked = { path: 'users/me', query: ourselfQuery, schema: ourself };
    const { data } = await this.#requests.read('users/me', asked);
    await this.access.meter.read({ user: [data.id] });
    return data;
  }

  /** Undefined for whoever X does not show. */
  async user(id: string): Promise<XUser | undefined> {
    const asked = { path: `users/${id}`, query: profileQuery, schema: somebody };
    const { data } = await this.#requests.read('users/:id', asked);
    if (data !== undefined) await this.access.meter.read({ user: [data.id] });
    return data;
  }

  /** The newest posts of somebody, without answers to others and what was only passed on. */
  async newestOf(id: string): Promise<XPost[]> {
    const more = { max_results: postsOfProfile, exclude: 'replies,retweets' };
    const found = await this.#requests.posts(ownPostsRequest, {
      path: `users/${id}/tweets`,
      query: (spelling) => ({ ...profilePostsQuery(spelling), ...more }),
    });
    return found.data;
  }

  /** Who mentioned or answered us, newest first. */
  mentions(part: Part): Promise<Page<XPost>> {
    return this.#list(mentionsRequest, part);
  }

  /** Our own posts and answers, newest first. */
  ownPosts(part: Part): Promise<Page<XPost>> {
    return this.#list(ownPostsRequest, part);
  }

  /** Those of them that are there; `lacking`: of which X says why it shows them not. At most a hundred. */
  async posts(ids: readonly string[], purpose?: Purpose): Promise<Page<XPost> & { lacking: string[] }> {
    const found = await this.#requests.posts(lookupRequest, {
      query: (spelling) => ({ ...postQuery(spelling), ids: ids.join(',') }),
      purpose,
    });
    const lacking = found.errors.map(({ resource_id }) => resource_id);
    return { items: found.data, beside: found.includes, next: undefined, lacking };
  }

  /** What is found of the last seven days, newest first; `micros` is what it cost, in millionths of the currency. */
  async search(
    text: string,
    { since, until, after }: Part,
    max = perPage,
  ): Promise<Page<XPost> & { micros: number }> {
    const found = await this.#requests.posts(searchRequest, {
      query: (spelling) => ({
        ...postQuery(spelling),
        ...{ query: text, max_results: max, sort_order: 'recency', next_token: after },
        ...{ since_id: since, until_id: until },
      }),
    });
    const { data: items, includes: beside, meta, micros } = found;
    return { items, beside, next: meta.next_token, micros };
  }

  /** How far those of them that are there have spread. At most a hundred. */
  async figures(ids: readonly string[]): Promise<XPost[]> {
    const found = await this.#requests.posts(lookupRequest, {
      query: (spelling) => ({ ...figuresQuery(spelling), ids: ids.join(',') }),
    });
    return found.data;
  }

  /** Which of them are not there for anybody, and which stand there in a newer version. At most a hundred. Nothing stands beside what is there: that costs. */
  async look(ids: readonly string[]): Promise<Looked> {
    const found = await this.#requests.posts(lookupRequest, {
      query: (spelling) => ({ ...bareQuery(spelling), ids: ids.join(',') }),
      purpose: 'deletions',
    });
    const gone = found.errors.filter(({ type }) => type.endsWith('/resource-not-found'));
    const newer = found.data.flatMap(({ id, edit_history_tweet_ids: edits }) => {
      const newest = edits.at(-1) ?? id;
      return newest === id ? [] : [[id, newest] as const];
    });
    return { missing: gone.map(({ resource_id }) => resource_id), changed: new Map(newer) };
  }

  /** Messages from and to us, newest first. */
  async messages(after: string | undefined): Promise<Page<XMessage>> {
    const more = { event_types: 'MessageCreate', max_results: messagesPerPage, pagination_token: after };
    const asked = { path: messagesRequest, query: { ...messageQuery, ...more }, schema: messageList };
    const { data, includes, meta } = await this.#requests.read(messagesRequest, asked);
    await this.access.meter.read({
      ...{ message: idsOf(data), user: idsOf(includes.users) },
      media: includes.media.map(({ media_key }) => media_key),
    });
    return { items: data, beside: includes, next: meta.next_token };
  }

  async #list(
    request: typeof mentionsRequest | typeof ownPostsRequest,
    { since, until, after }: Part,
  ): Promise<Page<XPost>> {
    const { id } = await this.ourself();
    const found = await this.#requests.posts(request, {
      path: request.replace('/', `/${id}/`),
      query: (spelling) => ({
        ...postQuery(spelling),
        ...{ max_results: perPage, pagination_token: after },
        ...{ since_id: since, until_id: until },
      }),
    });
    return { items: found.data, beside: found.includes, next: found.meta.next_token };
  }
}
