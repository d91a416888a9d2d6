import type { SavedView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { Bookmark } from 'lucide-react';
import { teamsQuery } from '../data/teams';
import { threadCountsQuery } from '../data/threads/thread-queries';
import { isViewName } from '../data/threads/view-membership';
import { viewsQuery } from '../data/views';
import { cappedCount } from '../i18n/format';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { cx } from '../ui/class-names';
import { Hint } from '../ui/hint';
import { TeamDot } from '../ui/team-name';
import { itemLook } from './place-link';

/** The way to each saved view: one's own, those of one's teams, those for everybody. */
export default function SavedViewLinks({ wide }: { wide: boolean }) {
  const { data } = useQuery(viewsQuery);
  const items = (data?.items ?? []).filter(({ view }) => isViewName(view));
  if (items.length === 0) return null;
  return (
    <div
      role="group"
      aria-label={t('nav.saved')}
      className="mt-2 min-h-24 overflow-y-auto border-t border-line pt-2"
    >
      {items.map((saved) => (
        <SavedViewLink key={saved.id} saved={saved} wide={wide} />
      ))}
    </div>
  );
}

function SavedViewLink({ saved, wide }: { saved: SavedView; wide: boolean }) {
  const { id, name, view, filter, teamId } = saved;
  const { data: counts } = useQuery(threadCountsQuery);
  const { data: teams } = useQuery({ ...teamsQuery, enabled: teamId !== null });
  const { search } = useLocation();
  const count = counts?.saved[id] ?? 0;
  const here = search.saved === id;
  return (
    <Hint text={name}>
      <Link
        to="/inbox/$view"
        params={{ view }}
        search={{ ...filter, saved: id }}
        className={cx(itemLook(wide), here && 'bg-selected font-medium text-accent')}
        {...(here ? { 'aria-current': 'page' as const } : {})}
      >
        {teamId === null ? (
          <Bookmark className="size-4 shrink-0" aria-hidden />
        ) : (
          <span className="flex size-4 shrink-0 items-center justify-center">
            <TeamDot colour={teams?.items.find((team) => team.id === teamId)?.colour ?? null} />
          </span>
        )}
        <bdi className={wide ? 'min-w-0 flex-1 truncate' : 'sr-only'}>{name}</bdi>
        {wide && count > 0 ? <span className="text-sm text-ink-3 tabular">{cappedCount(count)}</span> : null}
      </Link>
    </Hint>
  );
}
