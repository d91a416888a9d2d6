import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../data/teams';
import { threadCountsQuery } from '../data/threads/thread-queries';
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
  if (saved) {
    const isKept = saved.view === view && alike(saved.filter, filter);
    return { title: saved.name, count: isKept ? counts?.saved[saved.id] : undefined };
  }
  const counted = narrows(filter) ? undefined : counts;
  if (team === undefined) return { title: t(`view.${view}`), count: counted?.[view] };
  const name = teams?.items.find(({ id }) => id === team)?.name ?? '';
  const title = view === 'all' ? name : [name, t(`view.${view}`)].filter(Boolean).join(' · ');
  return { title, count: view === 'all' ? counted?.teams[team] : undefined };
}
