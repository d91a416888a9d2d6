import type { ThreadCounts } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { BookUser, CircleHelp, Command, type LucideIcon, Settings, ShieldBan } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { sessionQuery } from '../data/session';
import { threadCountsQuery } from '../data/threads/thread-queries';
import { type ViewName, viewNames } from '../data/threads/view-membership';
import { cappedCount } from '../i18n/format';
import { t } from '../i18n/t';
import type { CommandId } from '../keys/commands';
import { cx } from '../ui/class-names';
import { Hint } from '../ui/hint';
import { BoardLink } from './board-link';
import { ConnectionMark } from './connection-banner';
import { DraftsLink } from './drafts-link';
import { MeMenu } from './me-menu';
import { OksLink } from './oks-link';
import { openOverlay } from './overlay-state';
import { itemLook, PlaceLink } from './place-link';
import { ReviewLink } from './review-link';
import { useTroubles } from './use-troubles';
import { viewIcons } from './view-icons';

const NoticesLink = lazy(() => import('./notices-link'));
const SavedViewLinks = lazy(() => import('./saved-view-links'));
const TeamLinks = lazy(() => import('./team-links'));

const hereLook = { className: 'bg-selected font-medium text-accent', 'aria-current': 'page' as const };

/** Where one can go: the views with their counts, the admin area, help, and oneself. */
export function NavRail({ wide }: { wide: boolean }) {
  const { data: session } = useQuery(sessionQuery);
  const { data: counts } = useQuery(threadCountsQuery);
  const troubles = useTroubles();
  return (
    <nav
      aria-label={t('nav.label')}
      className={cx(
        'flex shrink-0 flex-col gap-0.5 overflow-y-auto border-e border-line bg-bg p-2',
        wide ? 'w-50' : 'w-14',
      )}
    >
      <p
        className={cx('mb-2 flex h-9 items-center gap-2.5 font-semibold', wide ? 'px-1.5' : 'justify-center')}
      >
        <img src="/filo.svg" alt="" className="size-7" />
        <bdi className={wide ? 'truncate' : 'sr-only'}>{session?.organisation.name}</bdi>
      </p>
      {viewNames.map((view) => (
        <ViewLink key={view} view={view} count={counts?.[view]} wide={wide} />
      ))}
      {counts ? <OtherLists counts={counts} wide={wide} /> : null}
      <div className="my-2 border-t border-line" />
      <Suspense>
        <NoticesLink wide={wide} />
      </Suspense>
      <BoardLink wide={wide} />
      <OksLink wide={wide} />
      <DraftsLink wide={wide} />
      <PlaceLink to="/people" command="go.people" title={t('people.title')} icon={BookUser} wide={wide} />
      <ReviewLink wide={wide} />
      <PlaceLink to="/spam" command="go.spam" title={t('spam.title')} icon={ShieldBan} wide={wide} />
      {session?.agent.role === 'admin' || session?.agent.role === 'supervisor' ? (
        <Hint command="go.admin" text={t('nav.admin')}>
          <Link
            to="/admin"
            className={itemLook(wide)}
            activeProps={{ className: 'bg-selected font-medium text-accent' }}
          >
            <Settings className="size-4 shrink-0" aria-hidden />
            <span className={wide ? 'flex-1' : 'sr-only'}>{t('nav.admin')}</span>
            {troubles > 0 ? (
              <span
                className={cx(
                  'rounded-full bg-danger-bg px-1.5 text-xs text-danger tabular',
                  !wide && 'absolute end-0 top-0 leading-4',
                )}
                title={t('nav.troubles', { count: troubles })}
              >
                {troubles}
              </span>
            ) : null}
          </Link>
        </Hint>
      ) : null}
      <div className="mt-auto flex flex-col gap-0.5">
        <RailButton
          icon={Command}
          label={t('nav.commands')}
          command="page.palette"
          wide={wide}
          onPress={() => openOverlay('palette')}
        />
        <RailButton
          icon={CircleHelp}
          label={t('nav.help')}
          command="page.shortcuts"
          wide={wide}
          onPress={() => openOverlay('shortcuts')}
        />
        <div className={cx('flex min-h-6 items-center', wide ? 'px-3' : 'justify-center')}>
          <ConnectionMark wide={wide} />
        </div>
        <MeMenu wide={wide} />
      </div>
    </nav>
  );
}

/** Saved views and lists of teams, where there are any. */
function OtherLists({ counts: { saved, teams }, wide }: { counts: ThreadCounts; wide: boolean }) {
  const isAny = (counted: object) => Object.keys(counted).length > 0;
  return (
    <>
      <Suspense>{isAny(saved) ? <SavedViewLinks wide={wide} /> : null}</Suspense>
      <Suspense>{isAny(teams) ? <TeamLinks wide={wide} /> : null}</Suspense>
    </>
  );
}

function ViewLink({ view, count, wide }: { view: ViewName; count: number | undefined; wide: boolean }) {
  const Icon = viewIcons[view];
  const { search } = useLocation();
  // The list of a team, and a saved view, are lists of their own.
  const here =
    search.team === undefined && search.saved === undefined ? hereLook : { 'aria-current': undefined };
  return (
    <Hint command={`go.${view}`} text={t(`view.${view}`)}>
      <Link
        to="/inbox/$view"
        params={{ view }}
        search={{}}
        activeOptions={{ includeSearch: false }}
        className={itemLook(wide)}
        activeProps={here}
      >
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className={wide ? 'flex-1' : 'sr-only'}>{t(`view.${view}`)}</span>
        {count !== undefined && wide && view !== 'closed' && count > 0 ? (
          <span className="text-sm text-ink-3 tabular">{cappedCount(count)}</span>
        ) : null}
      </Link>
    </Hint>
  );
}

function RailButton(props: {
  icon: LucideIcon;
  label: string;
  command: CommandId;
  wide: boolean;
  onPress(): void;
}) {
  const { icon: Icon, label, command, wide, onPress } = props;
  return (
    <Hint command={command} text={label}>
      <AriaButton onPress={onPress} className={itemLook(wide)}>
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className={wide ? 'flex-1 text-start' : 'sr-only'}>{label}</span>
      </AriaButton>
    </Hint>
  );
}
