import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useChannels } from '../data/channels';
import { useAgent } from '../data/session';
import { t } from '../i18n/t';
import { listenForKeys } from '../keys/listen-for-keys';
import { flushDrafts, openDrafts } from '../state/drafts/draft-store';
import { moveFocus } from '../state/focus-requests';
import { usePaneCount } from '../state/media';
import { startMinuteClock } from '../state/minute-clock';
import { BottomBar } from './bottom-bar';
import { ConnectionBanner } from './connection-banner';
import { NavRail } from './nav-rail';
import { Overlays } from './overlays';
import { SessionGate } from './session-gate';
import { useLiveUpdates } from './use-live-updates';
import { useTabTitle } from './use-tab-title';

const Notices = lazy(() => import('./notices'));

/** What stands around every page of a signed-in agent. */
export function Shell() {
  const agent = useAgent();
  const panes = usePaneCount();
  openDrafts(agent.id);
  useLiveUpdates();
  useChannels();
  useTabTitle();
  useEffect(() => {
    void import('../state/drafts/sync/sync-drafts').then(({ startSync }) => startSync(agent.id));
  }, [agent.id]);
  useEffect(() => startMinuteClock(), []);
  useEffect(() => listenForKeys(), []);
  useEffect(() => {
    addEventListener('pagehide', flushDrafts);
    document.addEventListener('visibilitychange', flushDrafts);
    return () => {
      removeEventListener('pagehide', flushDrafts);
      document.removeEventListener('visibilitychange', flushDrafts);
    };
  }, []);
  return (
    <div className="flex h-full flex-col">
      <nav aria-label={t('skip.label')} className="contents">
        {(['list', 'thread', 'composer'] as const).map((place) => (
          <SkipLink key={place} place={place} />
        ))}
      </nav>
      <ConnectionBanner />
      <Suspense fallback={null}>
        <Notices />
      </Suspense>
      <div className="flex min-h-0 flex-1">
        {panes > 1 ? <NavRail wide={panes > 2} /> : null}
        <div className="min-w-0 flex-1">
          <Outlet />
        </div>
      </div>
      {panes === 1 ? <BottomBar /> : null}
      <Overlays />
      <SessionGate />
    </div>
  );
}

function SkipLink({ place }: { place: 'list' | 'thread' | 'composer' }) {
  return (
    <button
      type="button"
      onClick={() => moveFocus(place)}
      className="fixed start-2 top-2 z-(--z-toast) -translate-y-20 rounded-control bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
    >
      {t(`skip.${place}`)}
    </button>
  );
}
