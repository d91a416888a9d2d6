import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../data/agents';
import { useAgent } from '../../data/session';
import { tagsQuery } from '../../data/tags';
import { teamsQuery } from '../../data/teams';
import { type ListFilter, severalOf } from '../../data/threads/list-filter';
import { t } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';

export type FilterKind = keyof ListFilter;

/** One thing that a list is narrowed to, or sorted by. */
export interface FilterPart {
  kind: FilterKind;
  /** What it says in the filter. */
  value: string;
  /** What it is called. */
  name: string;
}

/** Several of these can be asked for at once. */
export const isSeveral = (kind: FilterKind): boolean => kind === 'channel' || kind === 'tag';

/** The filter with this part, or without it where it was there. */
export function toggled(filter: ListFilter, { kind, value }: Pick<FilterPart, 'kind' | 'value'>): ListFilter {
  const { [kind]: old, ...rest } = filter;
  const values = old === undefined ? [] : isSeveral(kind) ? severalOf(String(old)) : [String(old)];
  const now = values.includes(value)
    ? values.filter((one) => one !== value)
    : [...(isSeveral(kind) ? values : []), value];
  if (now.length === 0) return rest;
  // In one order, so that the same filter is the same list.
  const said = now.toSorted().join(',');
  return { ...rest, [kind]: kind === 'waiting' ? Number(said) : said };
}

export const waitName = (hours: number): string =>
  hours % 24 === 0 && hours >= 48
    ? t('filter.days', { count: hours / 24 })
    : t('filter.hours', { count: hours });

/** What a filter says, in words, in the order of the picker. */
export function useFilterParts(filter: ListFilter): FilterPart[] {
  const me = useAgent();
  const { data: tags } = useQuery({ ...tagsQuery, enabled: filter.tag !== undefined });
  const { data: teams } = useQuery({ ...teamsQuery, enabled: filter.team !== undefined });
  const { data: agents } = useQuery({ ...agentsQuery, enabled: filter.agent !== undefined });
  const called = (items: readonly { id: string; name: string }[] | undefined, id: string) =>
    items && (items.find((one) => one.id === id)?.name ?? t('filter.unknown'));
  const { agent, team, waiting, promise, sort } = filter;
  const part = (kind: FilterKind, value: string, name = '…'): FilterPart => ({ kind, value, name });
  return [
    ...severalOf(filter.channel).map((one) => part('channel', one, channelName(one))),
    ...severalOf(filter.tag).map((one) => part('tag', one, called(tags?.items, one))),
    ...(team ? [part('team', team, called(teams?.items, team))] : []),
    ...(agent ? [part('agent', agent, agent === me.id ? t('assign.me') : called(agents?.items, agent))] : []),
    ...(waiting ? [part('waiting', String(waiting), waitName(waiting))] : []),
    ...(promise ? [part('promise', promise, t('filter.late'))] : []),
    ...(sort ? [part('sort', sort, t(`filter.${sort}`))] : []),
  ];
}
