import { stateBucket, type ConnectedAccount, type MessageReceived, type SavedQuery } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { BlueskyDesk } from './bluesky-desk.js';
import { MastodonDesk } from './mastodon-desk.js';
import { XDesk } from './x-desk.js';

const patience = { timeoutMs: 20_000 };

interface ToPost {
  at?: Date;
  by?: 'ada' | 'us' | 'bot';
  /** An external id of a post that it quotes. */
  quotes?: string;
}

/** A network with a shop that listens, in words that fit all of them. */
export interface Town {
  desk: BlueskyDesk | MastodonDesk | XDesk;
  /** As it is known to the desk's connector and core. */
  channel: string;
  account(queries: readonly SavedQuery[]): ConnectedAccount;
  /** Resolves with its external id. */
  post(text: string, more?: ToPost): string;
  mention(text: string): string;
  /** The next searches go wrong. */
  plan(fault: 'rate-limited' | 'refused', times: number): void;
  /** How far back this network's search looks. */
  reachDays: number;
}

const blueskyTown = async (): Promise<Town> => {
  const desk = await BlueskyDesk.open();
  const { world } = desk.server;
  const bot = world.join('rossi-bot.example');
  return {
    ...{ desk, channel: 'bluesky', reachDays: Infinity },
    account: (queries) => desk.account(desk.us, { queries: [...queries] }),
    post: (text, { at, by = 'ada', quotes } = {}) => {
      const quoted = quotes === undefined ? undefined : world.posts.get(quotes);
      const author = { ada: desk.ada, us: desk.us, bot }[by];
      return world.post(author, text, { ...(at && { at }), ...(quoted && { quotes: quoted }) }).uri;
    },
    mention: (text) => desk.mention(text).uri,
    plan: (fault, times) => {
      desk.server.limitedMs = 500;
      desk.server.faults.plan('app.bsky.feed.searchPosts', fault, { times });
    },
  };
};

const mastodonTown = async (): Promise<Town> => {
  const desk = await MastodonDesk.open();
  const { world } = desk.server;
  const bot = world.join('rossi-bot@other.example');
  return {
    ...{ desk, channel: 'mastodon', reachDays: Infinity },
    account: (queries) => desk.account({ queries: [...queries] }),
    // The search finds what quotes by the line that leads there, which is no word of its author.
    post: (text, { at, by = 'ada', quotes } = {}) => {
      const quoted = quotes === undefined ? undefined : world.statuses.get(quotes.split('/').at(-1)!);
      const author = { ada: desk.ada, us: desk.us, bot }[by];
      const line = quoted && `RE: ${quoted.uri}#rossi`;
      const status = world.post(author, [line, text].filter(Boolean).join('\n\n'), {
        ...(at && { at }),
        ...(quoted && { quotes: quoted, html: `<p class="quote-inline">${line}</p><p>${text}</p>` }),
      });
      return desk.externalIdOf(status);
    },
    mention: (text) => desk.externalIdOf(desk.mention(text)),
    plan: (fault, times) => {
      desk.server.limitedMs = 500;
      desk.server.faults.plan('GET /api/v2/search', fault, times);
    },
  };
};

const xTown = async (): Promise<Town> => {
  const desk = await XDesk.open();
  const { world } = desk.server;
  const bot = world.join('rossi_bot');
  return {
    ...{ desk, channel: 'x', reachDays: 7 },
    account: (queries) => desk.account(desk.us, { queries: [...queries] }),
    post: (text, { at, by = 'ada', quotes } = {}) => {
      const quoted = quotes === undefined ? undefined : world.posts.get(quotes);
      const author = { ada: desk.ada, us: desk.us, bot }[by];
      return world.post(author, text, { ...(at && { at }), ...(quoted && { quotes: quoted }) }).id;
    },
    mention: (text) => desk.mention(text).id,
    plan: (fault, times) => {
      desk.server.limitedMs = 500;
      desk.server.faults.plan('GET tweets/search/recent', fault, { times });
    },
  };
};

export const towns = { bluesky: blueskyTown, mastodon: mastodonTown, x: xTown };

/** What came of a post, each time that it was told. */
export const toldOf = ({ desk }: Town, externalId: string): MessageReceived[] =>
  desk.core.arrived.flatMap((event) =>
    event.type === 'message' && event.externalId === externalId ? [event] : [],
  );

export const foundOf = (town: Town, externalId: string): Promise<MessageReceived> =>
  eventually(() => toldOf(town, externalId).find(({ heard }) => heard?.as === 'listening'), patience);

export const saidOf = (town: Town, externalId: string): Promise<MessageReceived> =>
  eventually(() => toldOf(town, externalId).find(({ heard }) => heard?.as !== 'listening'), patience);

export const queryIs = (
  { desk, channel }: Town,
  { accountId }: ConnectedAccount,
  { query, state, words = /(?:)/ }: { query: SavedQuery; state: string; words?: RegExp },
) =>
  eventually(async () => {
    const said = (await desk.core.healthOf(channel, accountId))?.queries?.[query.queryId];
    return said?.state === state && words.test(said.reason) && said;
  }, patience);

/** As if nobody had asked for this query since then. */
export const lastAskedAt = async (
  { desk, channel }: Town,
  { accountId }: ConnectedAccount,
  { query, at }: { query: SavedQuery; at: Date },
): Promise<void> => {
  const bucket = await desk.core.bus.bucket(stateBucket(channel));
  const key = Buffer.from(`query.${query.queryId}.asked`, 'utf8').toString('base64url');
  await bucket.put(`cursor.${accountId}.${key}`, at.getTime());
};
