import { acctOf, type Actor } from './actor.js';
import type { MastodonWorld, Status } from './mastodon-world.js';
import { pageOf } from './page-of.js';
import { postStatus } from './post-status.js';
import { notFound } from './refusal.js';
import { route, type Parts, type Route } from './route.js';
import { signInRoutes } from './sign-in-routes.js';

/** What the instance can do. */
export const routesOf = (parts: Parts): Route[] => {
  const { world, tokens, entities } = parts;
  return [
    ...signInRoutes(parts),
    route('GET /api/v2/instance', () => ({
      ...entities.instance(parts.limits, parts.media),
      version: world.version,
    })),
    route('GET /api/v1/accounts/verify_credentials', ({ token }) =>
      entities.credentials(tokens.who(token, 'read:accounts', 'profile').actor),
    ),
    route('GET /api/v1/apps/verify_credentials', ({ token }) => ({
      ...{ id: '1', name: tokens.who(token, 'read').application, website: null },
      ...{ redirectUri: 'urn:ietf:wg:oauth:2.0:oob', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'] },
      ...{ scopes: ['read', 'write'], vapidKey: '' },
    })),
    route('GET /api/v1/notifications', ({ token, query }) => {
      const { actor } = tokens.who(token, 'read:notifications');
      const types = query.getAll('types[]');
      const mine = world.notices.filter(
        ({ type, to, status }) => to === actor && types.includes(type) && world.canSee(actor, status),
      );
      return pageOf(mine, query).map((notice) => entities.notice(notice));
    }),
    route('GET /api/v1/statuses', ({ token, query }) => {
      const { actor } = tokens.who(token, 'read:statuses');
      const found = query.getAll('id[]').flatMap((id) => world.statuses.get(id) ?? []);
      return found.filter((one) => world.canSee(actor, one)).map((one) => entities.status(one, actor));
    }),
    route('GET /api/v1/statuses/$id', ({ token, id }) => {
      // Without a token it is shown as to anybody.
      const viewer = token === '' ? undefined : tokens.who(token, 'read:statuses').actor;
      return entities.status(seen(world, id, viewer), viewer);
    }),
    route('GET /api/v1/statuses/$id/source', ({ token, id }) => {
      const { text, spoilerText } = seen(world, id, tokens.who(token, 'read:statuses').actor);
      return { id, text, spoilerText };
    }),
    route('GET /api/v1/accounts/lookup', ({ query }) => {
      const acct = (query.get('acct') ?? '').replace(`@${new URL(parts.origin()).host}`, '');
      const found = world.actors.find((one) => acctOf(one) === acct);
      if (found === undefined) throw notFound();
      return entities.account(found);
    }),
    route('GET /api/v1/accounts/$id', ({ id }) => {
      const found = world.actors.find((one) => one.id === id);
      if (found === undefined) throw notFound();
      return entities.account(found);
    }),
    route('GET /api/v1/accounts/$id/statuses', ({ token, id, query }) => {
      const { actor } = tokens.who(token, 'read:statuses');
      const author = world.actors.find((one) => one.id === id);
      if (author === undefined) throw notFound();
      const isWanted = ({ inReplyTo }: Status) =>
        query.get('exclude_replies') !== 'true' || inReplyTo === undefined;
      const shown = world.statusesOf(author).filter(isWanted).toReversed();
      return pageOf(
        shown.filter((one) => world.canSee(actor, one)),
        query,
      ).map((one) => entities.status(one, actor));
    }),
    route('GET /api/v1/timelines/tag/$id', ({ token, id, query }) => {
      const { actor } = tokens.who(token, 'read:statuses');
      const tagged = tagIn(decodeURIComponent(id));
      const found = [...world.statuses.values()].filter(
        (one) => one.visibility === 'public' && tagged.test(one.text) && world.canSee(actor, one),
      );
      return pageOf(found, query).map((one) => entities.status(one, actor));
    }),
    route('GET /api/v2/search', ({ token, query }) => {
      const { actor } = tokens.who(token, 'read:search');
      const q = query.get('q') ?? '';
      if (query.get('type') === 'accounts') {
        const people = world.actors.filter(({ uri, url }) => [uri, url].includes(q));
        return { accounts: people.map((one) => entities.account(one)), statuses: [], hashtags: [] };
      }
      const found = world.isSearched ? searchStatuses(world, actor, q) : [];
      const statuses = pageOf(found, fromTheNewest(query)).map((one) => entities.status(one, actor));
      return { accounts: [], hashtags: [], statuses };
    }),
    route('POST /api/v2/media', ({ token, body }) => {
      tokens.who(token, 'write:media');
      const { bytes, mediaType } = body.file as { bytes: Uint8Array; mediaType: string };
      const id = `9${world.uploads.size}`;
      const upload = { bytes, mediaType, alt: String(body.description ?? ''), looks: parts.media.looks };
      world.uploads.set(id, upload);
      return entities.media({ id, ...upload });
    }),
    route('GET /api/v1/media/$id', ({ token, id }) => {
      tokens.who(token, 'write:media');
      const upload = world.uploads.get(id);
      if (upload === undefined) throw notFound();
      upload.looks = Math.max(0, upload.looks - 1);
      return entities.media({ id, ...upload });
    }),
    route('POST /api/v1/statuses', (asked) => {
      const { actor, application } = tokens.who(asked.token, 'write:statuses');
      return entities.status(postStatus(parts, actor, { ...asked, application }), actor);
    }),
    route('DELETE /api/v1/statuses/$id', ({ token, id }) => {
      const { actor } = tokens.who(token, 'write:statuses');
      const status = seen(world, id, actor);
      if (status.author !== actor) throw notFound();
      world.delete(status);
      return entities.status(status, actor);
    }),
  ];
};

/** A search takes `min_id` for a floor, and shows the newest above it. */
const fromTheNewest = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams(
    [...query].map(([name, value]): [string, string] => [name === 'min_id' ? 'since_id' : name, value]),
  );

const tagIn = (tag: string): RegExp => new RegExp(`#${tag}(?![\\p{L}\\p{N}_])`, 'iu');

/** Whole words and phrases, and `from:me`. */
const searchStatuses = (world: MastodonWorld, viewer: Actor, q: string): Status[] => {
  const words = q.replaceAll('"', '').toLowerCase();
  const said = new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'u');
  return [...world.statuses.values()].filter(
    (one) =>
      world.canSee(viewer, one) &&
      (q === 'from:me' ? one.author === viewer : said.test(one.text.toLowerCase())),
  );
};

const seen = (world: MastodonWorld, id: string, viewer: Actor | undefined): Status => {
  const status = world.statuses.get(id);
  if (status === undefined || !world.canSee(viewer, status)) throw notFound();
  return status;
};
