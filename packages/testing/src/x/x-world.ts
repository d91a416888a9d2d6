import { randomBytes } from 'node:crypto';
import { byId, Snowflakes, timeOf } from './snowflake.js';

export interface XUser {
  id: string;
  username: string;
  name: string;
  protected: boolean;
  suspended: boolean;
  /** May write long posts. */
  premium: boolean;
  followers: number;
  /** What they say of themselves. */
  bio: string;
}

export interface XPicture {
  bytes: Uint8Array;
  mediaType: string;
  alt: string;
}

export interface XPost {
  id: string;
  authorId: string;
  text: string;
  /** As its author wrote it. */
  said: string;
  createdAt: string;
  replyTo?: string;
  quotes?: string;
  /** It is nothing but this one, handed on. */
  passesOn?: string;
  /** Shortened address, and where it leads. */
  links: Map<string, string>;
  pictures: string[];
  lang: string;
  /** Of the first and all later versions, the oldest first. */
  edits: string[];
  /** Over all that X tells of it. */
  raw?: Readonly<Record<string, unknown>> | undefined;
}

export interface XMessage {
  id: string;
  from: string;
  to: string;
  text: string;
  createdAt: string;
  links: Map<string, string>;
  pictures: string[];
  /** As of a post. */
  raw?: Readonly<Record<string, unknown>>;
}

interface ToPost {
  replyTo?: XPost;
  quotes?: XPost;
  passesOn?: XPost;
  pictures?: readonly XPicture[];
  lang?: string;
  at?: Date;
  /** What X tells that is not as the others are. */
  raw?: Readonly<Record<string, unknown>>;
}

/** Who is at X, what they posted and wrote to each other, and which keys our app has. */
export class XWorld {
  readonly app = { key: randomBytes(12).toString('hex'), secret: randomBytes(25).toString('hex') };
  readonly tokens = new Map<string, { secret: string; userId: string; revoked: boolean }>();
  readonly users = new Map<string, XUser>();
  readonly posts = new Map<string, XPost>();
  readonly pictures = new Map<string, XPicture>();
  /** Of messages: who may see which, by their signature alone. */
  readonly privatePictures = new Map<string, readonly string[]>();
  /** Whom X does not tell of beside what they said. */
  readonly untold = new Set<string>();
  /** Where X says that a picture is, instead of where it is. */
  readonly oddAddresses = new Map<string, string>();
  /** Brought here, for a post of whoever brought it. */
  readonly uploads = new Map<string, XPicture & { ownerId: string; category: string }>();
  /** Posts that are not gone, and that we may not see. */
  readonly hidden = new Set<string>();
  /** Posts are handed on and liked a few times from the start; else never, and their answers are counted. */
  hasUsualReach = true;
  /** How often a post was handed on, beyond what it is from the start. */
  readonly reposts = new Map<string, number>();
  /** How many posts quote a post. */
  readonly quotes = new Map<string, number>();
  messages: XMessage[] = [];
  /** A message that is written now is shown by no list until it was asked for so many times. */
  looksUntilShown = 0;
  readonly #unseen = new Map<string, number>();
  /** Tokens to a next page that were given before a change of this lead nowhere. */
  tokensFrom = 0;
  readonly #ids = new Snowflakes();
  #links = 0;

  join(username: string): XUser {
    const id = String(1_000 + this.users.size);
    const user = { id, username, name: username, protected: false, suspended: false, premium: false };
    this.users.set(id, { ...user, followers: 7, bio: '' });
    return this.users.get(id)!;
  }

  /** Keys by which our app acts as this user. */
  grant(user: XUser): { appKey: string; appSecret: string; accessToken: string; accessSecret: string } {
    const accessToken = `${user.id}-${randomBytes(8).toString('hex')}`;
    const secret = randomBytes(16).toString('hex');
    this.tokens.set(accessToken, { secret, userId: user.id, revoked: false });
    return { appKey: this.app.key, appSecret: this.app.secret, accessToken, accessSecret: secret };
  }

  revoke(user: XUser): void {
    for (const token of this.tokens.values()) if (token.userId === user.id) token.revoked = true;
  }

  /** Addresses in the text are shortened, and whoever is answered is named first, as there. */
  post(
    author: XUser,
    text: string,
    { replyTo, quotes, passesOn, pictures = [], lang = 'en', at, raw }: ToPost = {},
  ): XPost {
    const id = at ? this.#ids.next(at.getTime()) : this.#ids.newest();
    const links = new Map<string, string>();
    const written = [
      ...(replyTo && replyTo.authorId !== author.id ? [`@${this.#usernameOf(replyTo)}`] : []),
      this.#shortenedIn(text, links),
      ...(quotes ? [this.#shortened(`https://x.com/i/status/${quotes.id}`, links)] : []),
      ...(pictures.length > 0 ? [this.#shortened(photoOf(author, id), links)] : []),
    ].join(' ');
    const post: XPost = {
      ...{
        id,
        authorId: author.id,
        text: written,
        said: text,
        createdAt: timeOf(id),
        links,
        lang,
        edits: [id],
      },
      ...(replyTo && { replyTo: replyTo.id }),
      ...(quotes && { quotes: quotes.id }),
      ...(passesOn && { passesOn: passesOn.id }),
      pictures: pictures.map((picture) => this.#keep(picture)),
      ...(raw && { raw }),
    };
    this.posts.set(id, post);
    if (quotes) this.quotes.set(quotes.id, (this.quotes.get(quotes.id) ?? 0) + 1);
    return post;
  }

  /** An edit is a new post that names the former ones. */
  edit(post: XPost, text: string, pictures: readonly string[] = post.pictures): XPost {
    const id = this.#ids.newest();
    const edited = { ...post, id, text, said: text, pictures: [...pictures], edits: [...post.edits, id] };
    for (const former of post.edits) this.posts.get(former)!.edits = edited.edits;
    this.posts.set(id, edited);
    return edited;
  }

  /** Deleting one version deletes them all. */
  delete({ edits }: XPost): void {
    for (const id of edits) this.posts.delete(id);
  }

  /** X adds an address for a picture. */
  write(
    from: XUser,
    to: XUser,
    text: string,
    { at, pictures = [], raw }: Pick<ToPost, 'at' | 'pictures' | 'raw'> = {},
  ): XMessage {
    const id = at ? this.#ids.next(at.getTime()) : this.#ids.newest();
    const links = new Map<string, string>();
    const keys = pictures.map((picture) => this.#keep(picture));
    for (const key of keys) this.privatePictures.set(key, [from.id, to.id]);
    const written = [
      this.#shortenedIn(text, links),
      ...keys.map(() => this.#shortened(`https://x.com/messages/media/${id}`, links)),
    ].join(' ');
    const sent = { from: from.id, to: to.id, text: written, pictures: keys };
    const message = { id, ...sent, createdAt: timeOf(id), links, ...(raw && { raw }) };
    this.messages.push(message);
    if (this.looksUntilShown > 0) this.#unseen.set(id, this.looksUntilShown);
    return message;
  }

  /** The newest first, each in its newest version. */
  postsOf(userId: string): XPost[] {
    return this.#newest().filter(({ authorId }) => authorId === userId);
  }

  mentionsOf({ id, username }: XUser): XPost[] {
    const named = new RegExp(`(^|[^\\w@])@${username}(?!\\w)`, 'i');
    return this.#newest().filter(({ authorId, text }) => authorId !== id && named.test(text));
  }

  messagesOf(userId: string): XMessage[] {
    return this.messages.filter(({ from, to }) => from === userId || to === userId).toSorted(byId);
  }

  /** As a list shows them now. */
  messagesShownTo(userId: string): XMessage[] {
    return this.messagesOf(userId).filter(({ id }) => {
      const left = this.#unseen.get(id) ?? 0;
      this.#unseen.set(id, left - 1);
      return left <= 0;
    });
  }

  #newest(): XPost[] {
    return [...this.posts.values()].filter(({ id, edits }) => edits.at(-1) === id).toSorted(byId);
  }

  #usernameOf({ authorId }: XPost): string {
    return this.users.get(authorId)!.username;
  }

  /** What has no scheme is shortened as well, and leads to where http does. */
  #shortenedIn(text: string, links: Map<string, string>): string {
    return text.replace(address, (url) =>
      this.#shortened(/^https?:/.test(url) ? url : `http://${url}`, links),
    );
  }

  #shortened(url: string, links: Map<string, string>): string {
    const short = `https://t.co/${(this.#links++).toString(36).padStart(10, '0')}`;
    links.set(short, url);
    return short;
  }

  #keep(picture: XPicture): string {
    const key = `3_${1_000 + this.pictures.size}`;
    this.pictures.set(key, picture);
    return key;
  }
}

const address = /https?:\/\/\S+|(?<![@\w./-])(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?!@)(?:\/[^\s,!?)]*)?/g;

/** What X adds to the text of a post with pictures. */
const photoOf = ({ username }: XUser, id: string): string => `https://x.com/${username}/status/${id}/photo/1`;
