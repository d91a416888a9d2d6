import type { mastodon } from 'masto';
import { acctOf, type Actor } from './actor.js';
import type { MastodonWorld, Notice, Picture, Status } from './mastodon-world.js';

const followersOf = 12;

/** A picture, or a film with the picture that stands for it. */
type Shown = { id: string } & Pick<Picture, 'alt' | 'of' | 'hasNoStill'>;

/** What an instance answers, in the shapes that the library expects; `toWire` writes them as they travel. */
export class Entities {
  constructor(
    private readonly world: MastodonWorld,
    private readonly origin: () => string,
  ) {}

  /** With the actor's own address, which instances tell since 4.2 and the library does not name. */
  account(actor: Actor): mastodon.v1.Account & { uri: string; indexable: boolean } {
    return {
      ...{ id: actor.id, username: actor.username, acct: acctOf(actor), url: actor.url, uri: actor.uri },
      ...{
        displayName: actor.displayName,
        note: actor.note,
        avatar: actor.avatar,
        avatarStatic: actor.avatar,
      },
      ...{ header: actor.avatar, headerStatic: actor.avatar, locked: false, fields: [], emojis: [] },
      ...{ bot: false, group: false, discoverable: true, noindex: false, roles: [], indexable: true },
      ...{ createdAt: '2024-01-01T00:00:00.000Z', lastStatusAt: '2026-01-01' },
      ...{
        statusesCount: this.world.statusesOf(actor).length,
        followersCount: followersOf,
        followingCount: 3,
      },
      featureApproval: { automatic: [], manual: [], currentUser: 'denied' } as never,
    };
  }

  credentials(actor: Actor): mastodon.v1.AccountCredentials {
    const source = {
      note: '',
      fields: [],
      followRequestsCount: 0,
      attributionDomains: [],
      language: 'en',
      indexable: false,
    };
    return {
      ...this.account(actor),
      source: { ...source, privacy: 'public', sensitive: false, quotePolicy: 'public' } as never,
      role: { id: '-99', name: '', permissions: '0', color: '', highlighted: false } as never,
    };
  }

  status(status: Status, viewer: Actor | undefined): mastodon.v1.Status {
    const { author, inReplyTo } = status;
    const own = viewer === author && status.application !== undefined;
    return {
      ...{ id: status.id, uri: status.uri, url: `${author.url}/${status.uri.split('/').at(-1)}` },
      ...{ createdAt: status.createdAt, editedAt: status.editedAt ?? null, account: this.account(author) },
      ...{ content: this.world.htmlOf(status), visibility: status.visibility },
      ...{ sensitive: status.sensitive, spoilerText: status.spoilerText },
      mediaAttachments: status.pictures.map((picture) => this.#picture(picture)),
      ...((own && { application: { name: status.application, website: null } }) as {
        application: mastodon.v1.Application;
      }),
      mentions: status.mentioned.map((one) => ({
        ...{ id: one.id, username: one.username, url: one.url, acct: acctOf(one) },
      })),
      ...{ tags: [], emojis: [], ...this.#reach(status) },
      quotesCount: [...this.world.statuses.values()].filter(({ quotes }) => quotes === status).length,
      ...(status.quotes && { quote: this.#quote(status.quotes, viewer) }),
      quoteApproval: { automatic: [], manual: [], currentUser: 'denied' } as never,
      inReplyToId: inReplyTo?.id ?? null,
      inReplyToAccountId: inReplyTo?.author.id ?? null,
      ...{ reblog: null, poll: null, card: null, language: status.language ?? null, ...status.raw },
    };
  }

  #reach(status: Status) {
    if (this.world.hasUsualReach) return { reblogsCount: 2, favouritesCount: 3, repliesCount: 1 };
    const repliesCount = [...this.world.statuses.values()].filter(
      ({ inReplyTo }) => inReplyTo === status,
    ).length;
    return { reblogsCount: 0, favouritesCount: 0, repliesCount };
  }

  /** Of a post that is gone, or that the viewer may not see, only the place is told. */
  #quote(quoted: Status, viewer: Actor | undefined) {
    if (!this.world.statuses.has(quoted.id)) return { state: 'deleted', quotedStatus: null } as const;
    if (!this.world.canSee(viewer, quoted)) return { state: 'unauthorized', quotedStatus: null } as const;
    return { state: 'accepted', quotedStatus: this.status(quoted, viewer) } as const;
  }

  notice({ id, type, status, createdAt, to }: Notice): mastodon.v1.Notification {
    return {
      ...{ id, type, createdAt, groupKey: `ungrouped-${id}` },
      account: this.account(status.author),
      status: this.status(status, to),
    };
  }

  /** While it is worked it has no address. */
  media({ id, alt, looks }: { id: string; alt: string; looks: number }) {
    return { ...this.#picture({ id, alt }), ...(looks > 0 && { url: null }) };
  }

  instance(
    limits: { maxCharacters: number; charactersReservedPerUrl: number },
    mediaAttachments: { imageSizeLimit: number; descriptionLimit: number },
  ) {
    const { host } = new URL(this.origin());
    const configuration = {
      urls: { streaming: this.origin().replace(/^http/, 'ws') },
      statuses: { ...limits, maxMediaAttachments: 4 },
      mediaAttachments: { ...filmLimits, ...mediaAttachments },
      ...{ accounts: { maxFeaturedTags: 10, maxPinnedStatuses: 5 }, translation: { enabled: false } },
      polls: { maxOptions: 4, maxCharactersPerOption: 50, minExpiration: 300, maxExpiration: 2_629_746 },
    } as unknown as mastodon.v2.InstanceConfiguration;
    return {
      ...{ domain: host, title: 'A test', version: '4.5.0', sourceUrl: '', description: '' },
      ...{ languages: ['en'], rules: [], configuration, icon: [], usage: { users: { activeMonth: 2 } } },
      registrations: { enabled: false, approvalRequired: false, message: null, url: null } as never,
      ...{ apiVersions: { mastodon: 7 as never }, contact: { email: 'staff@instance.example' } as never },
      thumbnail: { url: `${this.origin()}/media/thumbnail` } as never,
    } satisfies Partial<mastodon.v2.Instance>;
  }

  #picture({ id, alt, of, hasNoStill }: Shown): mastodon.v1.MediaAttachment {
    const still = `${this.origin()}/media/${id}`;
    const url = of ? `${this.origin()}/films/${id}.mp4` : still;
    const previewUrl = hasNoStill ? null : still;
    return {
      id,
      type: of ?? 'image',
      url,
      previewUrl,
      remoteUrl: null,
      description: alt,
    } as mastodon.v1.MediaAttachment;
  }
}

const filmLimits = {
  ...{
    supportedMimeTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4'],
    imageMatrixLimit: 33_177_600,
  },
  ...{ videoSizeLimit: 103_809_024, videoFrameRateLimit: 120, videoMatrixLimit: 8_294_400 },
};

/** Names as they travel: `inReplyToId` is `in_reply_to_id`. */
export const toWire = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      toWire(held),
    ]),
  );
};
