import type { ThreadFilter } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { SqlParameters } from '../paging/sql-parameters.js';

interface Statement {
  /** The placeholder of the reader's groups. */
  groups: string;
  parameters: SqlParameters;
}

/**
 * Whether the thread of a row `r` is what a filter asks for, as its reader sees it: any of its rows may have the channel, the agent, the
 * wait. Its team and its order are the view's (`teamView`).
 */
export const matchesFilter = (reader: Reader, filter: ThreadFilter, statement: Statement): string =>
  [
    ...(filter.channel === undefined ? [] : [usesChannel(reader, severalOf(filter.channel), statement)]),
    ...fewRows(filter, statement.parameters).map((where) => isAmong(where, statement)),
    ...severalOf(filter.tag).map((id) => hasTag(id, statement)),
  ]
    .map((condition) => `and ${condition}`)
    .join(' ');

const severalOf = (text: string | undefined): string[] => text?.split(',') ?? [];

const usesChannel = (
  reader: Reader,
  channels: readonly string[],
  { groups, parameters }: Statement,
): string => {
  const wanted = parameters.add(channels);
  // The second half names the partial index, which holds no row that knows mail alone.
  const rare = channels.includes('email') ? '' : ` and %.channels <> '{email}'`;
  const where = (row: string): string => `${row}.channels && ${wanted}::text[]${rare.replaceAll('%', row)}`;
  return reader.accountGroupIds.length < 2
    ? where('r')
    : `exists (select from thread_row p where p.person_id = r.person_id and ${visibleTo('p', groups)} and ${where('p')})`;
};

/** Conditions that few rows meet, each backed by a partial index. */
const fewRows = ({ agent, waiting, promise }: ThreadFilter, parameters: SqlParameters): string[] => [
  ...(agent === undefined
    ? []
    : [`p.assignee_ids @> array[${parameters.add(agent)}::uuid] and p.assignee_ids <> '{}'`]),
  ...(waiting === undefined
    ? []
    : [
        `least(p.waiting_since, p.promise_due) <= now() - make_interval(hours => ${parameters.add(waiting)})`,
      ]),
  ...(promise === 'late' ? ['p.promise_due <= now()'] : []),
];

/** As an array, so that they are looked up first, whatever the order of the list: who waits longest has the oldest word as a rule. */
const isAmong = (where: string, { groups }: Statement): string =>
  `r.person_id = any(array(select p.person_id from thread_row p where ${visibleTo('p', groups)} and ${where}))`;

const hasTag = (id: string, { groups, parameters }: Statement): string => `r.person_id in (
  select spoken.person_id from thread_tag marked
  join link spoken on spoken.identity_id = marked.identity_id and spoken.withdrawn_at is null
  where marked.tag_id = ${parameters.add(id)} and ${visibleTo('marked', groups)})`;
