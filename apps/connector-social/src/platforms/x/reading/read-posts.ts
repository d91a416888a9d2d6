import type { Heard, Listening } from '@filo/connector';
import type { MessageReceivedInput } from '@filo/contracts';
import { history } from '../../../history.js';
import { PagePictures } from '../../../pictures/page-pictures.js';
import type { Beside, XMessage, XPost, XUser } from '../client/x-answers.js';
import type { Page } from '../client/x-client.js';
import { besideById, mediaOf, shownBy } from './beside.js';
import { heardMessage, messageIdOf, otherOf } from './heard-message.js';
import { heardPost, identityOf, type ReadPost } from './heard-post.js';
import type { PictureRequests } from './message-pictures.js';
import type { OwnWords } from './own-words.js';
import { saidAt } from './post-ids.js';
import { isPassedOn, quotedIdOf, textOfMessage, textOfPost } from './post-text.js';
import { unreadable } from './unreadable.js';

export interface ReadingParts {
  ownWords: OwnWords;
  /** Where pictures may be fetched from. */
  mayFetch(url: URL): boolean;
  /** And those of messages, which X shows to nobody else. */
  messagePictures: PictureRequests;
  listening: Listening;
}

/** Turns what X lists into messages. */
export class ReadPosts {
  constructor(private readonly parts: ReadingParts) {}

  async theirs(us: XUser, { items, beside }: Page<XPost>): Promise<Heard[]> {
    const pictures = this.#pagePictures();
    return Promise.all(
      items
        .filter((post) => post.author_id !== us.id && !isPassedOn(post))
        .map(async (post) => {
          const media = mediaOf(post, beside);
          const answered = besideById(beside, answeredIdOf(post));
          const read: ReadPost = {
            ...{ post, media, answered, direction: 'inbound' },
            quoted: besideById(beside, quotedIdOf(post)),
            author: userOf(post.author_id ?? '', beside),
            history: this.#isHistory(post),
            participants: mentionedIn(post, us.id),
            answeredMessage: answered && (await this.#ourMessage(answered, us)),
            ...(await pictures.of(shownBy(media))),
          };
          return (
            (post.author_id === undefined ? undefined : heardPost(read)) ??
            unreadable(post, this.parts.listening, {
              post: read.author.protected ? 'followers' : 'everybody',
            })
          );
        }),
    );
  }

  /** What we answered by another program, and by Filo; what is no answer to somebody is in nobody's thread. */
  async ours(us: XUser, { items, beside }: Page<XPost>): Promise<Heard[]> {
    const answers = items.filter(
      (post) => answeredIdOf(post) !== undefined && ![undefined, us.id].includes(post.in_reply_to_user_id),
    );
    const pictures = this.#pagePictures();
    return Promise.all(
      answers.map(async (post) => {
        const media = mediaOf(post, beside);
        const recipient = userOf(post.in_reply_to_user_id!, beside);
        const read: ReadPost = {
          ...{ post, media, author: us, direction: 'outbound' },
          answered: besideById(beside, answeredIdOf(post)),
          quoted: besideById(beside, quotedIdOf(post)),
          history: this.#isHistory(post),
          participants: [{ identity: identityOf(recipient), role: 'to' }],
          ourMessage: await this.#ourMessage(post, us),
          ...(await pictures.of(shownBy(media))),
        };
        return heardPost(read) ?? unreadable(post, this.parts.listening, { direction: 'outbound' });
      }),
    );
  }

  messages(us: XUser, { items, beside }: Page<XMessage>): Promise<Heard[]> {
    const pictures = new PagePictures({ ...this.parts.listening, ...this.parts.messagePictures });
    return Promise.all(
      items.map(async (message) => {
        const other = otherOf(message, us.id);
        const isOurs = message.sender_id === us.id;
        const ourMessage =
          isOurs && other !== undefined
            ? await this.parts.ownWords.find(`dm:${other}`, textOfMessage(message), saidAt(message))
            : undefined;
        const media = message.media ?? mediaOf(message, beside);
        const { attachments } = await pictures.of(shownBy(media));
        const read = {
          ...{ message, media, attachments, us },
          users: [us, ...beside.users],
          history: this.#isHistory(message),
          ourMessage,
        };
        return (
          heardMessage(read) ??
          unreadable(message, this.parts.listening, {
            ...{ direction: isOurs ? 'outbound' : 'inbound', externalId: messageIdOf(message) },
          })
        );
      }),
    );
  }

  #ourMessage(post: XPost, us: XUser): Promise<string | undefined> {
    const to = answeredIdOf(post);
    if (post.author_id !== us.id || to === undefined) return Promise.resolve(undefined);
    return this.parts.ownWords.find(to, textOfPost(post, []), saidAt(post));
  }

  #isHistory(said: { id: string; created_at?: string | undefined }): boolean {
    return history(saidAt(said), this.parts.listening.account);
  }

  #pagePictures(): PagePictures {
    return new PagePictures({ mayFetch: this.parts.mayFetch, ...this.parts.listening });
  }
}

export const answeredIdOf = ({ referenced_tweets }: XPost): string | undefined =>
  referenced_tweets.find(({ type }) => type === 'replied_to')?.id;

const userOf = (id: string, { users }: Beside): ReadPost['author'] =>
  users.find((user) => user.id === id) ?? { id };

/** As many as a message may name, without us. */
const mentionedMax = 1_000;

const mentionedIn = (post: XPost, ourId: string): MessageReceivedInput['participants'] => {
  const mentions = [...(post.entities?.mentions ?? []), ...(post.note_tweet?.entities?.mentions ?? [])];
  const others = new Map(mentions.map((mention) => [mention.id, mention]));
  others.delete(ourId);
  return [...others.values()].slice(0, mentionedMax).map(({ id, username }) => ({
    identity: identityOf({ id, username }),
    role: 'mentioned' as const,
  }));
};
