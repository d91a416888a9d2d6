import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import {
  Bell,
  Bookmark,
  FilePen,
  type LucideIcon,
  Megaphone,
  Menu as MenuIcon,
  Settings,
  ShieldBan,
  ShieldCheck,
  UsersRound,
} from 'lucide-react';
import { useActNow } from '../data/board/board-waiting';
import { useMyTeams } from '../data/teams';
import { useWaitingOks } from '../data/oks/oks-query';
import { threadCountsQuery } from '../data/threads/thread-queries';
import { viewsQuery } from '../data/views';
import type { ViewName } from '../data/threads/view-membership';
import { t } from '../i18n/t';
import { cx } from '../ui/class-names';
import { Menu, type MenuChoice } from '../ui/menu';
import { useAway } from '../data/use-away';
import { ownChoices } from './own-choices';
import { useWatches } from './use-troubles';
import { useUnreadNotices } from './use-unread-notices';
import { useWaitingPairs } from './use-waiting-pairs';
import { viewIcons } from './view-icons';

interface Page {
  to: '/notices' | '/board' | '/oks' | '/drafts' | '/review' | '/spam';
  title: string;
  icon: LucideIcon;
}

const pages: readonly Page[] = [
  { to: '/notices', title: 'notices.title', icon: Bell },
  { to: '/board', title: 'board.title', icon: Megaphone },
  { to: '/oks', title: 'oks.title', icon: ShieldCheck },
  { to: '/drafts', title: 'drafts.title', icon: FilePen },
  { to: '/review', title: 'review.title', icon: UsersRound },
  { to: '/spam', title: 'spam.title', icon: ShieldBan },
];

interface MorePlacesProps {
  /** Views that have no place of their own in the bar. */
  views: readonly ViewName[];
  className: string;
}

/** Everything that a phone's bar has no room for, under a word; how many pairs wait in the review stands beside it. */
export default function MorePlaces({ views, className }: MorePlacesProps) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const count = useWaitingPairs();
  const oks = useWaitingOks();
  const actNow = useActNow();
  const watches = useWatches();
  const unread = useUnreadNotices();
  const saved = useSavedChoices();
  const away = useAway();
  const teams = useTeamChoices();
  const waits: Partial<Record<Page['to'], number | string | undefined>> = {
    '/notices': unread || undefined,
    '/board': actNow,
    '/oks': oks,
    '/review': count,
  };
  const paths = [...views.map((view) => `/inbox/${view}`), ...pages.map(({ to }) => to), '/admin'];
  const here = paths.some((path) => pathname.startsWith(path));
  const places: MenuChoice[] = [
    ...views.map((view) => {
      const Icon = viewIcons[view];
      return {
        id: view,
        label: t(`view.${view}`),
        icon: <Icon className="size-4" aria-hidden />,
        checked: pathname === `/inbox/${view}` && search.team === undefined && search.saved === undefined,
        run: () => void navigate({ to: '/inbox/$view', params: { view }, search: {} }),
      };
    }),
    ...saved,
    ...teams,
    ...pages.map(({ to, title, icon: Icon }) => ({
      id: to.slice(1),
      label: [t(title), waits[to]].join(' ').trim(),
      icon: <Icon className="size-4" aria-hidden />,
      checked: pathname === to,
      run: () => void navigate({ to, search: {} }),
    })),
  ];
  if (watches)
    places.push({
      id: 'admin',
      label: t('nav.admin'),
      icon: <Settings className="size-4" aria-hidden />,
      checked: pathname.startsWith('/admin'),
      run: () => void navigate({ to: '/admin/channels' }),
    });
  return (
    <Menu
      label={t('nav.more')}
      choices={[...places, ...ownChoices(away)]}
      buttonLabel={[
        t('nav.more'),
        actNow && t('nav.act-now', { count: actNow }),
        count && t('nav.pairs', { count }),
        unread && t('notices.count', { count: unread }),
        away && t('me.is-away'),
      ]
        .filter(Boolean)
        .join(', ')}
      className={cx(className, here && 'font-medium text-accent')}
    >
      <MenuIcon className="size-5" aria-hidden />
      <span className="max-w-full hyphens-auto wrap-anywhere">
        {t('nav.more')}
        {actNow ? <span className="text-danger tabular"> {actNow}</span> : null}
        {unread ? <span className="text-accent tabular"> {unread}</span> : null}
        {count ? <span className="tabular"> {count}</span> : null}
      </span>
    </Menu>
  );
}

/** The saved views that this agent sees. */
function useSavedChoices(): MenuChoice[] {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { data: counts } = useQuery(threadCountsQuery);
  const { data } = useQuery(viewsQuery);
  return (data?.items ?? []).map(({ id, name, view, filter }) => ({
    id: `saved ${id}`,
    label: [name, counts?.saved[id] || ''].join(' ').trim(),
    icon: <Bookmark className="size-4" aria-hidden />,
    checked: search.saved === id,
    run: () => void navigate({ to: '/inbox/$view', params: { view }, search: { ...filter, saved: id } }),
  }));
}

/** The lists of this agent's teams. */
function useTeamChoices(): MenuChoice[] {
  const navigate = useNavigate();
  const { search } = useLocation();
  return useMyTeams().map(({ team: { id, name }, count }) => ({
    id: `team ${id}`,
    label: [name, count || ''].join(' ').trim(),
    icon: <UsersRound className="size-4" aria-hidden />,
    checked: search.team === id && search.saved === undefined,
    run: () => void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { team: id } }),
  }));
}
