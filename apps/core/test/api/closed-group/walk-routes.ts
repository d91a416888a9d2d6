import type { DataSource } from 'typeorm';
import type { Answer, Client } from '../client.js';

/** A route that reads, with the names of its queries and what each takes. */
export interface Route {
  path: string;
  queries: string[];
  takes: ReadonlyMap<string, Schema>;
}

interface Schema {
  type?: string;
  format?: string;
  enum?: readonly string[];
}

interface Operation {
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[];
}

/** From the description of the API: a new route is walked as soon as it is there. */
export const readRoutes = async (client: Client): Promise<Route[]> => {
  const document = (await client.get('/api/v1/openapi.json')).body as {
    paths: Record<string, { get?: Operation }>;
  };
  return Object.entries(document.paths)
    .filter(([path, { get }]) => get && !path.endsWith('/events'))
    .map(([path, { get }]) => {
      const asked = (get!.parameters ?? []).filter((one) => one.in === 'query');
      const takes = new Map(asked.map(({ name, schema }) => [name, schema]));
      return { path, queries: [...takes.keys()], takes };
    });
};

const isId = (word: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(word);

/** Of these words what a query may take, and one that it refuses: it refuses the others in the same way, unread. */
const taken = ({ type, format, enum: known }: Schema, words: readonly string[]): readonly string[] => {
  const refused = words.filter((word) => !isId(word)).slice(0, 1);
  if (known) return [...known, ...refused];
  if (type === 'integer' || type === 'number') return ['1', ...refused];
  return format === 'uuid' ? [...words.filter(isId), ...refused] : words;
};

/** What an answer tells. */
export const holds = (answer: Answer): string =>
  `${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)} ${[...answer.headers].join()}`
    // Whoever searches is told what they searched for.
    .replaceAll(/"(q|query)":"[^"]*"/g, '');

/** Values that say where a page is or how it looks, and those of one route alone. */
const set: Readonly<Record<string, readonly string[]>> = {
  view: ['mine', 'unassigned', 'all', 'waiting', 'promised', 'snoozed', 'social', 'closed'],
  channel: ['email', 'mastodon'],
  waiting: ['1'],
  promise: ['late'],
  sort: ['oldest'],
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

/** Of which table the ids in a place are; a route that is not here is asked with every id. */
const tableOfPath: Readonly<Record<string, string>> = {
  threads: 'person',
  people: 'person',
  messages: 'message',
  identities: 'identity',
  attachments: 'attachment',
  accounts: 'account',
  forms: 'account',
  imports: 'import',
  quarantine: 'quarantine',
};
const tableOfQuery: Readonly<Record<string, string>> = {
  around: 'message',
  messageId: 'message',
  topicId: 'topic',
  personId: 'person',
};

/** The ids of all that is there, whoever may see it, with the tables that they are of. */
export const everyId = async (dataSource: DataSource): Promise<Map<string, string>> => {
  const tables = ['topic', 'attachment', 'suggestion', 'link_change', ...Object.values(tableOfPath)];
  const selects = [...new Set(tables)].map((table) => `select id, '${table}' as is from ${table}`);
  const rows = await dataSource.query<{ id: string; is: string }[]>(selects.join(' union all '));
  return new Map(rows.map(({ id, is }) => [id, is]));
};

export interface Asked {
  ids: readonly string[];
  /** The tables of the ids: an id is asked only where one of its table belongs; everywhere when left out. */
  tables?: ReadonlyMap<string, string>;
  /** In paths every id all the same, also where it does not belong. */
  misplaced?: boolean;
  /** What is searched for. */
  words: readonly string[];
  /** Ids with which every query of a route is tried, and those of the query's table within them; all when left out. */
  deep?: readonly string[];
}

/** Every GET, with every id in the place of an id, and every query with its values, an id or a word. */
export const requestsOf = (routes: readonly Route[], asked: Asked): string[] =>
  routes.flatMap(({ path, queries, takes }) => {
    const { ids, words, deep = ids, misplaced } = asked;
    const named = path.includes('{');
    const valuesOf = (name: string) =>
      set[name] ??
      (name in tableOfQuery
        ? belonging(ids, tableOfQuery[name], asked)
        : named
          ? ['1']
          : taken(takes.get(name)!, words));
    const withQueries = (one: string) =>
      queries
        .filter((name) => !left.includes(name))
        .flatMap((name) => valuesOf(name).map((value) => `${one}?${name}=${value}`));
    if (!named) return [path, ...withQueries(path)];
    const pathOf = (id: string) => path.replaceAll(/\{\w+\}/g, id);
    const table = tableOfPath[path.split('/')[3]!];
    const plain = misplaced ? ids : belonging(ids, table, asked);
    return [...plain.map(pathOf), ...belonging(deep, table, asked).map(pathOf).flatMap(withQueries)];
  });

const belonging = (ids: readonly string[], table: string | undefined, { tables }: Asked): string[] =>
  ids.filter((id) => table === undefined || [table, undefined].includes(tables?.get(id)));

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
