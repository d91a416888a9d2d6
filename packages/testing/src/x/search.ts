import { byId, timeOf } from './snowflake.js';
import { invalid } from './x-refusal.js';
import type { XPost, XWorld } from './x-world.js';

/** How long X looks back. */
const foundMs = 7 * 86_400_000;
const queryMax = 512;

/**
 * What the recent search finds, the newest first: any of what stands in brackets, nothing behind a minus. It refuses what X refuses: a
 * query that is too long or says nothing by itself, and to look back further than it can.
 */
export const searchPosts = (world: XWorld, query: URLSearchParams): XPost[] => {
  const asked = query.get('query') ?? '';
  if (Array.from(asked).length > queryMax) throw invalid(`Your query is longer than ${queryMax} characters.`);
  demandRecent(query);
  const { any, not } = partsOf(asked);
  if (any.length === 0) throw invalid('There must be at least one standalone operator.');
  const edits = [...world.posts.values()].filter((post) => post.edits.at(-1) === post.id);
  return edits
    .filter(
      (post) => any.some((part) => fits(world, post, part)) && !not.some((part) => fits(world, post, part)),
    )
    .filter(({ id, createdAt }) => !world.hidden.has(id) && Date.parse(createdAt) > Date.now() - foundMs)
    .toSorted(byId);
};

/** It names its pages by another word than lists do. */
export const asPages = (query: URLSearchParams): URLSearchParams => {
  const pages = new URLSearchParams(query);
  const next = query.get('next_token');
  if (next !== null) pages.set('pagination_token', next);
  return pages;
};

const demandRecent = (query: URLSearchParams): void => {
  const oldest = Date.now() - foundMs;
  const since = query.get('since_id');
  if (since !== null && Date.parse(timeOf(since)) < oldest)
    throw invalid("'since_id' must be a post id created after the last seven days.");
  const from = query.get('start_time');
  if (from !== null && Date.parse(from) < oldest)
    throw invalid("'start_time' must be on or after the last seven days.");
};

const partsOf = (asked: string): { any: string[]; not: string[] } => {
  const parts = asked.match(/-?"[^"]*"|[^\s()]+/g) ?? [];
  const said = parts.filter((part) => part !== 'OR' && !part.startsWith('lang:'));
  return {
    any: said.filter((part) => !part.startsWith('-')),
    not: said.filter((part) => part.startsWith('-')).map((part) => part.slice(1)),
  };
};

/** A quote may be found by what it quotes. */
const fits = (world: XWorld, { authorId, text: own, quotes }: XPost, part: string): boolean => {
  const text = `${own} ${world.posts.get(quotes ?? '')?.text ?? ''}`;
  if (part === 'is:retweet') return false;
  if (part.startsWith('from:'))
    return world.users.get(authorId)?.username.toLowerCase() === part.slice(5).toLowerCase();
  const words = part.replaceAll('"', '').toLowerCase();
  return new RegExp(`(?<![\\p{L}\\p{N}_])${words}(?![\\p{L}\\p{N}_])`, 'u').test(text.toLowerCase());
};
