import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { type ViewName, viewNames } from '../data/threads/view-membership';
import { useCommand } from '../keys/active-commands';
import { t } from '../i18n/t';
import { showProblem, showToast, undoLast } from '../state/toasts';
import { explain } from '../ui/explain-problem';
import { type AdminPage, adminPages } from './admin-pages';
import { CarryOverlays } from './carry-overlays';
import { closeOverlay, openOverlay, useOverlay } from './overlay-state';
import { PeopleOverlays } from './people-overlays';
import { TimeOverlays } from './time-overlays';
import { usePalette } from './use-palette';
import { useWatches } from './use-troubles';

const ShortcutSheet = lazy(() => import('../features/shortcuts/shortcut-sheet'));
const NewMessage = lazy(() => import('./new-message'));
const AppearanceDialog = lazy(() => import('../features/appearance/appearance-dialog'));

/** What opens above every page, and the commands that work everywhere. */
export function Overlays() {
  const open = useOverlay((state) => state.open);
  const navigate = useNavigate();
  const watches = useWatches();
  const Palette = usePalette(open === 'palette');
  useCommand('go.people', () => void navigate({ to: '/people', search: {} }));
  useCommand('go.board', () => void navigate({ to: '/board' }));
  useCommand('go.oks', () => void navigate({ to: '/oks' }));
  useCommand('go.scripts', () => void navigate({ to: '/scripts' }));
  useCommand('go.account', () => void navigate({ to: '/account' }));
  const client = useQueryClient();
  useCommand('me.away', () => void import('./say-away').then(({ turnAway }) => turnAway(client), tell));
  useCommand('go.notices', () => void navigate({ to: '/notices' }));
  useCommand('go.drafts', () => void navigate({ to: '/drafts' }));
  useCommand('go.spam', () => void navigate({ to: '/spam', search: {} }));
  useCommand('go.review', () => void navigate({ to: '/review' }));
  useCommand('go.admin', () => void navigate({ to: '/admin/channels' }));
  useCommand('action.undo', () => {
    if (!undoLast()) showToast({ tone: 'done', text: t('toast.nothing-to-undo') });
  });
  useCommand('composer.new', () => openOverlay('new-message'));
  useCommand('page.palette', () => openOverlay('palette'));
  useCommand('page.shortcuts', () => openOverlay('shortcuts'));
  return (
    <Suspense fallback={null}>
      {watches ? adminPages.map((page) => <AdminPageCommand key={page} page={page} />) : null}
      {viewNames.map((view) => (
        <ViewCommand key={view} view={view} />
      ))}
      <PeopleOverlays />
      <TimeOverlays />
      <CarryOverlays />
      {open === 'palette' && Palette ? (
        <Palette
          onClose={closeOverlay}
          onPerson={(person) =>
            void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person } })
          }
        />
      ) : null}
      {open === 'shortcuts' ? <ShortcutSheet onClose={closeOverlay} /> : null}
      {open === 'new-message' ? <NewMessage onClose={closeOverlay} /> : null}
      {open === 'appearance' ? <AppearanceDialog onClose={closeOverlay} /> : null}
    </Suspense>
  );
}

const tell = (error: unknown) => showProblem(explain(error));

/** Leads to one view. */
function ViewCommand({ view }: { view: ViewName }) {
  const navigate = useNavigate();
  useCommand(`go.${view}`, () => void navigate({ to: '/inbox/$view', params: { view }, search: {} }));
  return null;
}

/** Leads to one admin page, for those who may see it. */
function AdminPageCommand({ page }: { page: AdminPage }) {
  const navigate = useNavigate();
  useCommand(`go.${page}`, () => void navigate({ to: `/admin/${page}` }));
  return null;
}
