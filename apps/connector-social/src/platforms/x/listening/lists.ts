import type { Listening } from '@filo/connector';
import type { XMessage, XPost, XUser } from '../client/x-answers.js';
import { isTokenGone } from '../client/fault-of.js';
import { mentionsRequest, messagesRequest, ownPostsRequest } from '../client/x-access.js';
import type { XClient } from '../client/x-client.js';
import { idAt } from '../reading/post-ids.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { foundMentions } from './found-mentions.js';
import type { List } from './read-list.js';
import { ReadingPace } from './reading-pace.js';

/** The most that X hands back. */
const mentionsMax = 800;
const ownPostsMax = 3_200;

/** What X lists of an account. */
export class Lists {
  readonly pace: ReadingPace;

  constructor(
    readonly client: XClient,
    private readonly posts: ReadPosts,
    private readonly listening: Listening,
  ) {
    this.pace = new ReadingPace(client, listening.signal);
  }

  async mentions(): Promise<List<XPost>> {
    const us = await this.client.ourself();
    return {
      name: 'mentions',
      page: (part) => this.client.mentions(part),
      heard: (page) => this.posts.theirs(us, page),
      max: mentionsMax,
      beyond: foundMentions(us, this),
      noteUnreached: (unreached) =>
        this.listening.cursor.write('unreached', { ...unreached, at: Date.now() }),
      ...this.#usual(mentionsRequest),
    };
  }

  async ownPosts(): Promise<List<XPost>> {
    const us = await this.client.ourself();
    return {
      name: 'own-posts',
      page: (part) => this.client.ownPosts(part),
      heard: (page) => this.posts.ours(us, page),
      max: ownPostsMax,
      ...this.#usual(ownPostsRequest),
    };
  }

  /** X cannot be asked for messages that are newer than one: a page follows another by its token alone. */
  async messages(): Promise<List<XMessage>> {
    const us: XUser = await this.client.ourself();
    const { importSince } = this.listening.account;
    return {
      name: 'messages',
      page: ({ after }) => this.client.messages(after),
      heard: (page) => this.posts.messages(us, page),
      isByToken: true,
      isTokenGone,
      ...this.#usual(messagesRequest),
      ...(importSince !== undefined && { floor: idAt(importSince) }),
    };
  }

  #usual(request: string) {
    const { mayGoOn, mayReadBack } = this.pace;
    const { importSince: from } = this.listening.account;
    return { from, mayGoOn, mayReadBack: () => mayReadBack(request) };
  }
}
