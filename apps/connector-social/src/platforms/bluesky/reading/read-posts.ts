import type { Heard, Listening } from '@filo/connector';
import { history } from '../../../history.js';
import { PagePictures } from '../../../pictures/page-pictures.js';
import type { BlueskyClient, FeedItem, Notice, PostRecord, PostView } from '../bluesky-client.js';
import type { CheckedHandles } from './checked-handles.js';
import { shownBy, storeOf } from './pictures-of.js';
import { heardPost, identityKeyMax, identityOf, messageIdOf, type Author } from './heard-post.js';
import { labelMarks } from './label-marks.js';
import { isPostAddress } from './post-address.js';
import { ourParentsOf, quotedIn, recipientOf } from './post-relations.js';
import { reachOf } from './reach-of.js';
import { readableRecord } from './readable-record.js';
import { takenInAt, unreadablePost } from './unreadable-post.js';

export interface ReadingParts {
  client: BlueskyClient;
  handles: CheckedHandles;
  service: string;
  listening: Listening;
}

/** A post as a list shows it. */
type ListedPost = Pick<Notice, 'uri' | 'record' | 'indexedAt'> & { author: Omit<Notice['author'], '$type'> };

/** What had to be asked for around a post of somebody. */
interface Around {
  view: PostView | undefined;
  pictures: PagePictures;
  again: boolean;
  followers: number | undefined;
  ourMessages: ReadonlyMap<string, string>;
  ourDid: string;
}

/** Turns what the network lists into messages, with all that has to be asked for: pictures, handles, what is answered. */
export class ReadPosts {
  constructor(private readonly parts: ReadingParts) {}

  /** At most as many as one request may name; what is read again needs no pictures, and `views` that are known are not asked for. */
  async theirs(
    notices: readonly ListedPost[],
    { again = false, views: known }: { again?: boolean; views?: ReadonlyMap<string, PostView> } = {},
  ): Promise<Heard[]> {
    const posts = notices.map((notice) => ({ notice, record: recordOf(notice) }));
    const readable = posts.filter(({ record }) => record !== undefined);
    const views = known ?? (await this.parts.client.posts(readable.map(({ notice }) => notice.uri)));
    const followers = await this.parts.client.followers(readable.map(({ notice }) => notice.author.did));
    const ourDid = await this.parts.client.did();
    const ourMessages = await this.#ourMessages(
      readable.flatMap(({ record }) => ourParentsOf(record!, ourDid)),
    );
    const whole = { again, ourMessages, ourDid, pictures: this.#pagePictures() };
    return Promise.all(
      posts.map(async ({ notice, record }) => {
        const around = {
          ...whole,
          view: views.get(notice.uri),
          followers: followers.get(notice.author.did),
        };
        const heard = record && (await this.#their(notice, record, around));
        return heard ?? unreadablePost(notice, this.parts.listening);
      }),
    );
  }

  /** What we answered ourselves by another program; what is no answer to somebody is in nobody's thread. */
  async ours(items: readonly FeedItem[]): Promise<Heard[]> {
    const ourDid = await this.parts.client.did();
    const answers = items.flatMap((item) => {
      const recipient = recipientOf(item, ourDid);
      return recipient && !item.reason && item.post.author.did === ourDid
        ? [{ post: item.post, recipient }]
        : [];
    });
    const pictures = this.#pagePictures();
    return Promise.all(
      answers.map(
        async ({ post, recipient }) =>
          (await this.#our(post, recipient, pictures)) ??
          unreadablePost(post, this.parts.listening, 'outbound'),
      ),
    );
  }

  async #their(
    notice: ListedPost,
    record: PostRecord,
    { view, pictures, again, followers, ourMessages, ourDid }: Around,
  ): Promise<Heard | undefined> {
    const shown = again ? { attachments: [], marks: [] } : await pictures.of(shownBy(view?.embed));
    return heardPost({
      uri: notice.uri,
      record,
      ...this.#when(notice, view),
      author: await this.#author(notice.author),
      direction: 'inbound',
      participants: mentionedIn(record, ourDid),
      quoted: quotedIn(view),
      reach: reachOf(view, followers),
      attachments: shown.attachments,
      marks: [...(shown.marks ?? []), ...labelMarks(record, view)],
      ourMessages,
    });
  }

  async #our(
    post: PostView,
    recipient: Author & { handle: string },
    pictures: PagePictures,
  ): Promise<Heard | undefined> {
    const record = recordOf(post);
    if (record === undefined) return undefined;
    const identity = identityOf(await this.#author(recipient));
    return heardPost({
      uri: post.uri,
      record,
      ...this.#when(post),
      author: {
        did: post.author.did,
        handle: await this.parts.handles.handleOf(this.parts.client, post.author),
      },
      direction: 'outbound',
      participants: [{ identity, role: 'to' }],
      quoted: quotedIn(post),
      ...(await pictures.of(shownBy(post.embed))),
      ourMessages: new Map(),
    });
  }

  #pagePictures(): PagePictures {
    return new PagePictures({ mayFetch: storeOf(this.parts.service), ...this.parts.listening });
  }

  #when(...told: ({ indexedAt: string } | undefined)[]) {
    const sortAt = takenInAt(...told.filter((one) => one !== undefined));
    return { sortAt, history: history(sortAt, this.parts.listening.account) };
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
    const found = await this.parts.client.posts([...new Set(ours)]);
    return new Map(
      [...found.values()].flatMap(({ uri, record }) => {
        const id = messageIdOf(record);
        return id === undefined ? [] : [[uri, id] as const];
      }),
    );
  }
}

/** Undefined also where a stranger chose a key that nothing can be asked by. */
const recordOf = ({ uri, record }: { uri: string; record: unknown }): PostRecord | undefined =>
  isPostAddress(uri) ? readableRecord(record) : undefined;

/** As many as a message may name, without us. */
const mentionedMax = 1_000;

const mentionedIn = ({ facets = [] }: PostRecord, ourDid: string) => {
  const dids = facets.flatMap(({ features }) =>
    features.flatMap((feature) => ('did' in feature ? [String(feature.did)] : [])),
  );
  return [...new Set(dids)]
    .filter((did) => did !== ourDid && did.length <= identityKeyMax)
    .slice(0, mentionedMax)
    .map((key) => ({ identity: { kind: 'bluesky', key }, role: 'mentioned' as const }));
};
