import type { Actor } from './actor.js';
import { htmlOf, writtenAs } from './html-of.js';

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct';

export interface Picture {
  bytes: Uint8Array;
  mediaType: string;
  alt: string;
  /** It is the still of a film; an instance may have none. */
  of?: 'video' | 'gifv' | 'audio' | undefined;
  hasNoStill?: boolean;
}

export interface Status {
  id: string;
  uri: string;
  author: Actor;
  /** As its author wrote it. */
  text: string;
  /** Over what the instance makes of the text. */
  html?: string | undefined;
  /** Over all that the instance tells of it. */
  raw?: Readonly<Record<string, unknown>> | undefined;
  spoilerText: string;
  visibility: Visibility;
  inReplyTo: Status | undefined;
  /** Its author lets everybody. */
  quotes: Status | undefined;
  mentioned: Actor[];
  sensitive: boolean;
  pictures: (Picture & { id: string })[];
  language: string | undefined;
  createdAt: string;
  editedAt: string | undefined;
  application: string | undefined;
}

export interface ToPost {
  visibility?: Visibility;
  spoilerText?: string;
  sensitive?: boolean;
  replyTo?: Status | undefined;
  quotes?: Status;
  pictures?: readonly Picture[];
  language?: string;
  /** Named by their server, without a word in the text. */
  names?: readonly Actor[];
  /** What a stranger's server made of it. */
  html?: string;
  /** What an instance tells that is not as the others are. */
  raw?: Readonly<Record<string, unknown>>;
  /** When the instance told of it; posts of others may come with a time of long ago. */
  toldAt?: Date | undefined;
  at?: Date;
  application?: string;
  /** What another instance knows as this, with the same name in all of the network. */
  sameAs?: Pick<Status, 'uri'>;
}

export interface Notice {
  id: string;
  type: 'mention' | 'quote';
  to: Actor;
  status: Status;
  createdAt: string;
}

export type WorldEvent =
  | { to: Actor; event: 'notification'; notice: Notice }
  | { to: Actor; event: 'status.update'; status: Status }
  | { to: Actor; event: 'delete'; id: string };

/** Whom an instance knows, what was posted, who was told of it. Deleting a post takes its notices along, as there. */
export class MastodonWorld {
  readonly actors: Actor[] = [];
  readonly statuses = new Map<string, Status>();
  readonly pictures = new Map<string, Picture>();
  /** Handed over for posts to come; `looks`: how often one has to look until it is worked. */
  readonly uploads = new Map<string, Picture & { looks: number }>();
  notices: Notice[] = [];
  /** What the instance runs. */
  version = '4.5.0';
  /** Before 4.3 nobody could ask for many posts at once. */
  get isBeforeLists(): boolean {
    const [major = 0, minor = 0] = this.version.split('.').map(Number);
    return major * 100 + minor < 403;
  }
  /** Whether the instance has a full text search. */
  isSearched = true;
  /** Posts are handed on and liked a few times from the start; else never, and their answers are counted. */
  hasUsualReach = true;
  /** Tells the streams. */
  tell: (event: WorldEvent) => void = () => undefined;
  #clock = 0n;
  #noticed = 0;

  constructor(private readonly origin: () => string) {}

  /** `shop` is one of the instance's own, `ada@other.example` one of another. */
  join(acct: string): Actor {
    const [username, domain] = acct.split('@') as [string, string | undefined];
    const home = domain === undefined ? this.origin() : `https://${domain}`;
    const actor: Actor = {
      id: this.#nextId(new Date()),
      username,
      domain,
      displayName: username,
      uri: `${home}/users/${username}`,
      url: `${home}/@${username}`,
      avatar: `https://files.${domain ?? 'social.example'}/avatars/${username}.png`,
      suspended: false,
      note: '',
      blocks: new Set(),
    };
    this.actors.push(actor);
    return actor;
  }

  /** `@name` and `@name@server` in the text mention whoever has it. */
  post(author: Actor, text: string, more: ToPost = {}): Status {
    const at = more.at ?? new Date();
    const id = this.#nextId(at);
    const status: Status = {
      id,
      uri: more.sameAs?.uri ?? `${author.uri}/statuses/${id}`,
      author,
      text: text.trim(),
      html: more.html,
      raw: more.raw,
      spoilerText: more.spoilerText ?? '',
      visibility: more.visibility ?? 'public',
      sensitive: more.sensitive ?? (more.spoilerText ?? '') !== '',
      inReplyTo: more.replyTo,
      quotes: more.quotes,
      mentioned: [...new Set([...this.#mentionedIn(text, author), ...(more.names ?? [])])],
      pictures: (more.pictures ?? []).map((picture, n) => ({ ...picture, id: `${id}-${n}` })),
      language: more.language,
      createdAt: at.toISOString(),
      editedAt: undefined,
      application: more.application,
    };
    for (const picture of status.pictures) this.pictures.set(picture.id, picture);
    this.statuses.set(id, status);
    const toldAt = more.toldAt ?? at;
    for (const to of status.mentioned) this.#notify(to, status, { at: toldAt, type: 'mention' });
    if (more.quotes) this.#notify(more.quotes.author, status, { at: toldAt, type: 'quote' });
    return status;
  }

  /** Pictures that have an id stay; the others are new. */
  edit(
    status: Status,
    change: Partial<Pick<Status, 'text' | 'spoilerText' | 'sensitive' | 'editedAt'>> & {
      pictures?: readonly (Picture & { id?: string })[];
    },
  ): void {
    const pictures = change.pictures?.map((picture) => ({
      ...picture,
      id: picture.id ?? this.#nextId(new Date()),
    }));
    for (const picture of pictures ?? []) this.pictures.set(picture.id, picture);
    Object.assign(status, { editedAt: new Date().toISOString() }, change, pictures && { pictures });
    for (const to of status.mentioned) this.tell({ to, event: 'status.update', status });
  }

  delete({ id, mentioned }: Status, { quietly = false } = {}): void {
    this.statuses.delete(id);
    this.notices = this.notices.filter(({ status }) => status.id !== id);
    if (!quietly) for (const to of mentioned) this.tell({ to, event: 'delete', id });
  }

  htmlOf({ html, text, mentioned }: Status): string {
    return html ?? htmlOf(text, mentioned, this.origin());
  }

  /** Newest first. */
  statusesOf(author: Actor): Status[] {
    return [...this.statuses.values()].filter((status) => status.author === author).toReversed();
  }

  canSee(viewer: Actor | undefined, { author, visibility, mentioned }: Status): boolean {
    // Whoever is named in a direct post sees it, whatever its author thinks of them by now.
    const isDirect = visibility === 'direct';
    if (viewer !== undefined && !isDirect && author.blocks.has(viewer.id)) return false;
    if (visibility === 'public' || visibility === 'unlisted') return true;
    return viewer === author || (viewer !== undefined && mentioned.includes(viewer));
  }

  #notify(to: Actor, status: Status, { at, type }: { at: Date; type: Notice['type'] }): void {
    if (to.domain !== undefined) return;
    const notice = { id: String((this.#noticed += 1)), type, to, status, createdAt: at.toISOString() };
    this.notices.push(notice);
    this.tell({ to, event: 'notification', notice });
  }

  #mentionedIn(text: string, author: Actor): Actor[] {
    const words = new Set(text.match(/@[\w.-]*\w(?:@[\w.:-]*\w)?/g) ?? []);
    return this.actors.filter(
      (actor) => actor !== author && writtenAs(actor, this.origin()).some((one) => words.has(one)),
    );
  }

  /** Ids sort by time, as an instance's do, and no two are the same. */
  #nextId(at: Date): string {
    const id = BigInt(at.getTime()) << 16n;
    this.#clock += 1n;
    return String(id + this.#clock);
  }
}
