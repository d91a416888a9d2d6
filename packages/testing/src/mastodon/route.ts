import type { Entities } from './entities.js';
import type { MastodonWorld } from './mastodon-world.js';
import type { Posted } from './post-status.js';
import type { SignIns } from './sign-ins.js';
import type { Tokens } from './tokens.js';

export interface Asked {
  /** The part of the path that names something. */
  id: string;
  query: URLSearchParams;
  body: Readonly<Record<string, unknown>>;
  token: string;
  idempotencyKey: string | undefined;
}

export interface Parts {
  world: MastodonWorld;
  tokens: Tokens;
  signIns: SignIns;
  entities: Entities;
  limits: { maxCharacters: number; charactersReservedPerUrl: number };
  media: { imageSizeLimit: number; descriptionLimit: number; looks: number };
  posted: Posted;
  /** Of the instance. */
  origin(): string;
}

export interface Route {
  request: string;
  path: RegExp;
  run(asked: Asked): unknown;
}

export const route = (request: string, run: Route['run']): Route => {
  const pattern = request.split(' ')[1]!.replaceAll('.', '\\.').replace('$id', '([^/]+)');
  return { request, path: new RegExp(`^${pattern}$`), run };
};
