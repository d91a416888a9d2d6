import type { Answer, Client } from '../client.js';

/** A route that reads, with the names of its queries. */
export interface Route {
  path: string;
  queries: string[];
}

interface Operation {
  parameters?: { in: string; name: string; required?: boolean }[];
}

/** From the description of the API: a new route is walked as soon as it is there. */
export const readRoutes = async (client: Client): Promise<Route[]> => {
  const document = (await client.get('/api/v1/openapi.json')).body as {
    paths: Record<string, { get?: Operation }>;
  };
  return Object.entries(document.paths)
    .filter(([path, { get }]) => get && !path.endsWith('/events'))
    .map(([path, { get }]) => ({
      path,
      queries: (get!.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name),
    }));
};

/** What an answer tells. */
export const holds = (answer: Answer): string =>
  `${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)} ${[...answer.headers].join()}`
    // Whoever searches is told what they searched for.
    .replaceAll(/"(q|query)":"[^"]*"/g, '');

/** Values that say where a page is or how it looks, and those of one route alone. */
const set: Readonly<Record<string, readonly string[]>> = {
  view: ['mine', 'unassigned', 'all', 'waiting', 'promised', 'snoozed', 'social', 'closed'],
  format: ['json', 'csv'],
  class: ['auto-reply', 'list', 'bounce'],
  limit: ['1', '50'],
  'act-now': ['1'],
  today: ['1'],
  watch: ['1'],
  handled: ['1'],
  inline: ['1'],
  v: ['1'],
};
const left = ['cursor', 'before', 'after', 'code', 'state', 'error'];

export interface Asked {
  ids: readonly string[];
  /** What is searched for. */
  words: readonly string[];
  /** Ids with which every query of a route is tried, and all others within them; all when left out. */
  deep?: readonly string[];
}

/** Every GET, with every id in the place of an id, and every query with its values, an id or a word. */
export const requestsOf = (routes: readonly Route[], { ids, words, deep = ids }: Asked): string[] =>
  routes.flatMap(({ path, queries }) => {
    const named = path.includes('{');
    const valuesOf = (name: string) =>
      set[name] ?? (['around', 'topicId', 'personId'].includes(name) ? ids : named ? ['1'] : words);
    const withQueries = (one: string) =>
      queries
        .filter((name) => !left.includes(name))
        .flatMap((name) => valuesOf(name).map((value) => `${one}?${name}=${value}`));
    if (!named) return [path, ...withQueries(path)];
    const pathOf = (id: string) => path.replaceAll(/\{\w+\}/g, id);
    return [...ids.map(pathOf), ...deep.map(pathOf).flatMap(withQueries)];
  });

/** Asks for each of the paths, eight of them under way together. */
export const askEach = async (
  paths: readonly string[],
  ask: (path: string) => Promise<void>,
): Promise<void> => {
  const left = paths.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const path of left) await ask(path);
    }),
  );
};

/** All of the answers to these, page by page where there are several. */
export const readAll = async (client: Client, path: string): Promise<Answer[]> => {
  const answers = [await client.get(path)];
  for (let next = nextOf(answers[0]!); next && answers.length < 20; next = nextOf(answers.at(-1)!))
    answers.push(
      await client.get(`${path}${path.includes('?') ? '&' : '?'}${pageOf(path)}=${encodeURIComponent(next)}`),
    );
  return answers;
};

const nextOf = ({ body }: Answer): string | undefined =>
  typeof body === 'object' && body !== null
    ? ((body as { next?: string | null }).next ?? undefined)
    : undefined;

const pageOf = (path: string): string => (/\/messages($|\?)/.test(path) ? 'before' : 'cursor');
