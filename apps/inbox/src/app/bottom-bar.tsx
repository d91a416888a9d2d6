import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookUser } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { threadCountsQuery } from '../data/threads/thread-queries';
import { cappedCount } from '../i18n/format';
import { t } from '../i18n/t';
import { viewIcons } from './view-icons';

const MorePlaces = lazy(() => import('./more-places'));

const shown = ['mine', 'unassigned', 'waiting'] as const;
const below = ['all', 'promised', 'snoozed', 'closed'] as const;

const itemLook =
  'focus-inset flex min-h-14 min-w-0 flex-1 flex-col items-center gap-0.5 px-0.5 pt-2 pb-1 text-center text-xs leading-4 text-ink-2';

/** The navigation of a phone. */
export function BottomBar() {
  const { data: counts } = useQuery(threadCountsQuery);
  return (
    <nav
      aria-label={t('nav.label')}
      className="flex shrink-0 items-stretch border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      {shown.map((view) => {
        const Icon = viewIcons[view];
        const count = counts?.[view] ?? 0;
        return (
          <Link
            key={view}
            to="/inbox/$view"
            params={{ view }}
            search={{}}
            className={itemLook}
            activeProps={{ className: 'text-accent font-medium', 'aria-current': 'page' }}
          >
            <Icon className="size-5" aria-hidden />
            <span className="max-w-full hyphens-auto wrap-anywhere">
              {t(`view.${view}`)}
              {count > 0 ? <span className="tabular"> {cappedCount(count)}</span> : null}
            </span>
          </Link>
        );
      })}
      <Link
        to="/people"
        search={{}}
        activeOptions={{ includeSearch: false }}
        className={itemLook}
        activeProps={{ className: 'text-accent font-medium', 'aria-current': 'page' }}
      >
        <BookUser className="size-5" aria-hidden />
        <span className="max-w-full hyphens-auto wrap-anywhere">{t('people.title')}</span>
      </Link>
      <Suspense fallback={<span className={itemLook} />}>
        <MorePlaces views={below} className={itemLook} />
      </Suspense>
    </nav>
  );
}
