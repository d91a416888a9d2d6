import { AppBskyFeedPost } from '@atproto/api';
import type { Heard, Listening } from '@filo/connector';
import type { BlueskyClient, FeedItem, Notice, PostRecord, PostView } from '../bluesky-client.js';
import type { CheckedHandles } from './checked-handles.js';
import { fetchPictures } from './fetch-pictures.js';
import { heardPost, identityOf, messageIdOf, type Author } from './heard-post.js';
import { ourParentsOf, quotedIn, recipientOf } from './post-relations.js';
import { unreadablePost } from './unreadable-post.js';

export interface ReadingParts {
  client: BlueskyClient;
  handles: CheckedHandles;
  service: string;
  listening: Listening;
}

interface TheirPost {
  view: PostView | undefined;
  ourMessages: ReadonlyMap<string, string>;
  ourDid: string;
}

/** Turns what the network lists into messages, with all that has to be asked for: pictures, handles, what is answered. */
export class ReadPosts {
  constructor(private readonly parts: ReadingParts) {}

  /** At most as many as one request may name. */
  async theirs(notices: readonly Notice[]): Promise<Heard[]> {
    const views = await this.parts.client.posts(notices.map(({ uri }) => uri));
    const ourDid = await this.parts.client.did();
    const ourMessages = await this.#ourMessages(
      notices.flatMap(({ record }) => ourParentsOf(record, ourDid)),
    );
    return Promise.all(
      notices.map((notice) => this.#their(notice, { view: views.get(notice.uri), ourMessages, ourDid })),
    );
  }

  /** What we answered ourselves by another program; what is no answer to somebody is in nobody's thread. */
  async ours(items: readonly FeedItem[]): Promise<Heard[]> {
    const ourDid = await this.parts.client.did();
    const answers = items.flatMap((item) => {
      const recipient = recipientOf(item, ourDid);
      const { success } = AppBskyFeedPost.validateRecord(item.post.record);
      return recipient && success && !item.reason ? [{ post: item.post, recipient }] : [];
    });
    return Promise.all(answers.map((answer) => this.#our(answer)));
  }

  async #their(notice: Notice, { view, ourMessages, ourDid }: TheirPost): Promise<Heard> {
    const { success } = AppBskyFeedPost.validateRecord(notice.record);
    if (!success) return unreadablePost(notice, this.parts.listening);
    const record = notice.record as PostRecord;
    const { service, listening } = this.parts;
    const pictures = await fetchPictures(view, service, listening);
    return heardPost({
      uri: notice.uri,
      record,
      indexedAt: notice.indexedAt,
      author: await this.#author(notice.author),
      direction: 'inbound',
      participants: mentionedIn(record).filter(({ identity }) => identity.key !== ourDid),
      quoted: quotedIn(view),
      ...pictures,
      ourMessages,
    });
  }

  async #our({
    post,
    recipient,
  }: {
    post: PostView;
    recipient: Author & { handle: string };
  }): Promise<Heard> {
    const pictures = await fetchPictures(post, this.parts.service, this.parts.listening);
    const identity = identityOf(await this.#author(recipient));
    return heardPost({
      uri: post.uri,
      record: post.record as PostRecord,
      indexedAt: post.indexedAt,
      author: { did: post.author.did, handle: post.author.handle },
      direction: 'outbound',
      participants: [{ identity, role: 'to' }],
      quoted: quotedIn(post),
      ...pictures,
      ourMessages: new Map(),
    });
  }

  async #author(profile: {
    did: string;
    handle: string;
    displayName?: string;
    avatar?: string;
  }): Promise<Author> {
    const handle = await this.parts.handles.handleOf(this.parts.client, profile);
    return { did: profile.did, name: profile.displayName, handle, avatarUrl: profile.avatar };
  }

  /** Posts of ours that these answer or quote carry the ids of our messages. */
  async #ourMessages(ours: readonly string[]): Promise<Map<string, string>> {
    const uris = [...new Set(ours)];
    const found = uris.length > 0 ? await this.parts.client.posts(uris) : new Map<string, PostView>();
    return new Map(
      [...found.values()].flatMap(({ uri, record }) => {
        const id = messageIdOf(record);
        return id === undefined ? [] : [[uri, id] as const];
      }),
    );
  }
}

const mentionedIn = ({ facets = [] }: PostRecord) => {
  const dids = facets.flatMap(({ features }) =>
    features.flatMap((feature) => ('did' in feature ? [String(feature.did)] : [])),
  );
  return [...new Set(dids)].map((key) => ({
    identity: { kind: 'bluesky', key },
    role: 'mentioned' as const,
  }));
};
