import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useDeferredValue } from 'react';
import type { ViewName } from '../data/threads/view-membership';
import { Composer } from '../features/composer/composer';
import { PeopleList } from '../features/people-list/people-list';
import { ProfilePane } from '../features/profile/profile-pane';
import { NoThread, ThreadPane } from '../features/thread/thread-pane';
import { t } from '../i18n/t';
import { useCommand } from '../keys/active-commands';
import { moveFocus } from '../state/focus-requests';
import { usePaneCount } from '../state/media';
import { setPreferences, usePreferences } from '../state/preferences';
import { select, useSelection } from '../state/selection';
import { Splitter } from '../ui/splitter';
import { EmptyView } from './empty-view';
import { useAddress } from './use-address';
import { useDrawer } from './use-drawer';

const ProfileDrawer = lazy(() => import('./profile-drawer'));
const route = getRouteApi('/shell/inbox/$view');

/** The inbox: as many panes as the window holds. */
export function InboxPage() {
  const { view } = route.useParams() as { view: ViewName };
  const { q = '', topic = null, welcome = false } = route.useSearch();
  const panes = usePaneCount();
  const navigate = useNavigate();
  const { listWidth, profileWidth, profileOpen } = usePreferences();
  useAddress(view);
  const selected = useSelection((state) => state.personId);
  // The row paints at once; the thread follows when the page has time.
  const personId = useDeferredValue(selected);
  const drawer = useDrawer(personId);

  const setTopic = useCallback(
    (topicId: string | null) =>
      void navigate({
        to: '.',
        search: ({ topic: _old, ...rest }) => ({ ...rest, ...(topicId ? { topic: topicId } : {}) }),
        replace: true,
      }),
    [navigate],
  );
  const search = useCallback(
    (text: string) =>
      void navigate({
        to: '.',
        search: ({ q: _old, ...rest }) => ({ ...rest, ...(text ? { q: text } : {}) }),
        replace: true,
      }),
    [navigate],
  );
  const openPerson = useCallback(
    (person: string) => void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person } }),
    [navigate],
  );
  const noop = useCallback(() => undefined, []);
  const leave = useCallback(() => {
    if (panes === 1) select(null);
    moveFocus('list');
  }, [panes]);
  useCommand('thread.leave', leave, personId !== null);

  const wide = panes === 4;
  const profile = {
    open: wide ? profileOpen : drawer.open,
    toggle: () => (wide ? setPreferences({ profileOpen: !profileOpen }) : drawer.toggle()),
  };
  const list = (
    <PeopleList
      view={view}
      q={q}
      onSearch={search}
      onOpen={noop}
      empty={<EmptyView view={view} q={q} welcome={welcome} />}
    />
  );
  const thread = personId ? (
    <ThreadPane
      threadId={personId}
      topicId={topic}
      onTopic={setTopic}
      onPerson={openPerson}
      onBack={panes === 1 ? leave : undefined}
      profile={profile}
      composer={<Composer key={`composer ${personId}`} threadId={personId} topicId={topic} />}
    />
  ) : (
    <NoThread />
  );
  const drawerPane =
    drawer.open && personId ? (
      <Suspense fallback={null}>
        <ProfileDrawer personId={personId} topicId={topic} onTopic={setTopic} onClose={drawer.close} />
      </Suspense>
    ) : null;
  if (panes === 1)
    return (
      <main className="h-full">
        {personId ? thread : list}
        {drawerPane}
      </main>
    );
  return (
    <main className="flex h-full">
      <div className="h-full shrink-0" style={{ width: listWidth }}>
        {list}
      </div>
      <Splitter
        label={t('panes.list')}
        value={listWidth}
        min={260}
        max={wide ? 480 : 400}
        initial={340}
        onChange={(width) => setPreferences({ listWidth: width })}
      />
      <div className="min-w-0 flex-1">{thread}</div>
      {wide && profileOpen && personId ? (
        <>
          <Splitter
            label={t('panes.profile')}
            value={profileWidth}
            min={240}
            max={400}
            initial={280}
            direction={-1}
            onChange={(width) => setPreferences({ profileWidth: width })}
          />
          <aside
            aria-label={t('profile.label')}
            className="h-full shrink-0 overflow-y-auto bg-surface"
            style={{ width: profileWidth }}
          >
            <ProfilePane personId={personId} topicId={topic} onTopic={setTopic} />
          </aside>
        </>
      ) : null}
      {wide ? null : drawerPane}
    </main>
  );
}
