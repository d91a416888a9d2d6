import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import { type ListFilter, readFilter } from '../data/threads/list-filter';
import type { ViewName } from '../data/threads/view-membership';
import { Composer } from '../features/composer/composer';
import { NoThread, ThreadPane } from '../features/thread/thread-pane';
import { useCommand } from '../keys/active-commands';
import { moveFocus } from '../state/focus-requests';
import { usePaneCount } from '../state/media';
import { offerPlaces } from '../state/place-requests';
import { setPreferences, usePreferences } from '../state/preferences';
import { select, useSelection } from '../state/selection';
import { InboxList } from './inbox-list';
import { InboxPanes } from './inbox-panes';
import { ProfileLink } from './profile-link';
import { ThreadOks } from './thread-oks';
import { ThreadLinks } from './thread-links';
import { useAddress } from './use-address';
import { useDrawer } from './use-drawer';
import { useFoundNavigation } from './use-found-navigation';
import { useInboxNavigation } from './use-inbox-navigation';

const ProfilePane = lazy(() => import('../features/profile/profile-pane'));
const ProfileDrawer = lazy(() => import('./profile-drawer'));
const route = getRouteApi('/shell/inbox/$view');

/** The inbox: as many panes as the window holds. */
export function InboxPage() {
  const { view } = route.useParams() as { view: ViewName };
  const address = route.useSearch();
  const { q = '', saved, topic = null, welcome = false, person, message = null } = address;
  const asked = JSON.stringify(readFilter({ ...address }));
  const filter = useMemo(() => JSON.parse(asked) as ListFilter, [asked]);
  const panes = usePaneCount();
  const { setTopic, openPerson } = useInboxNavigation();
  const { toLatest, openFound } = useFoundNavigation();
  useEffect(
    () => offerPlaces(({ threadId, messageId }) => openFound({ personId: threadId, messageId })),
    [openFound],
  );
  const { profileOpen } = usePreferences();
  useAddress(view);
  const selected = useSelection((state) => state.personId);
  // The row paints at once; the thread follows when the page has time.
  const personId = useDeferredValue(selected);
  const drawer = useDrawer(personId);

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
  const list = <InboxList view={view} filter={filter} saved={saved} q={q} welcome={welcome} />;
  const thread = personId ? (
    <ThreadPane
      threadId={personId}
      topicId={topic}
      messageId={person === personId ? message : null}
      onLatest={toLatest}
      onTopic={setTopic}
      onPerson={openPerson}
      onBack={panes === 1 ? leave : undefined}
      profile={profile}
      banner={<ThreadLinks personId={personId} onPerson={openPerson} />}
      composer={
        <>
          <ThreadOks threadId={personId} topicId={topic} />
          <Composer key={`composer ${personId}`} threadId={personId} topicId={topic} />
        </>
      }
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
    <InboxPanes
      list={list}
      thread={thread}
      profile={
        wide && profileOpen && personId ? (
          <Suspense fallback={null}>
            <ProfileLink personId={personId} />
            <ProfilePane personId={personId} topicId={topic} onTopic={setTopic} />
          </Suspense>
        ) : null
      }
      drawer={wide ? null : drawerPane}
      listMax={wide ? 480 : 400}
    />
  );
}
