import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../data/teams';
import { matchingQuery, threadCountsQuery } from '../data/threads/thread-queries';
import { alike, type ListFilter, narrows } from '../data/threads/list-filter';
import type { ViewName } from '../data/threads/view-membership';
import { useSavedView } from '../data/views';
import { t } from '../i18n/t';

/** What a list is called, and how many are in it where that is counted. */
export function useListTitle(
  view: ViewName,
  filter: ListFilter,
  savedId: string | undefined,
): { title: string; count: number | undefined } {
  const saved = useSavedView(savedId);
  const { team } = filter;
  const { data: counts } = useQuery(threadCountsQuery);
  const { data: teams } = useQuery({ ...teamsQuery, enabled: team !== undefined });
  const { data: matching } = useQuery({
    ...matchingQuery(view, filter),
    enabled: Object.keys(filter).length > 0,
  });
  if (saved) {
    const isKept = saved.view === view && alike(saved.filter, filter);
    return { title: saved.name, count: isKept ? counts?.saved[saved.id] : matching?.count };
  }
  if (team === undefined)
    return { title: t(`view.${view}`), count: narrows(filter) ? matching?.count : counts?.[view] };
  const name = teams?.items.find(({ id }) => id === team)?.name ?? '';
  const title = view === 'all' ? name : [name, t(`view.${view}`)].filter(Boolean).join(' · ');
  return { title, count: matching?.count };
}
