import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { hasNews, watchesQuery } from '../data/watches/watches-query';
import { FailedChannels } from './failed-channels';
import { SendingHeld } from './sending-held';

const DuePromises = lazy(() => import('./due-promises'));
const NoticeNoise = lazy(() => import('./notice-noise'));
const PublicPause = lazy(() => import('../features/public-pause/public-pause-here'));
const WatchedNews = lazy(() => import('./watched-news'));

/** What everybody at work here should know before they go on. */
export default function Notices() {
  const { data: watches } = useQuery(watchesQuery);
  return (
    <>
      <SendingHeld />
      <FailedChannels />
      <Suspense fallback={null}>
        <NoticeNoise />
        <PublicPause />
        <DuePromises />
        {watches?.items.some(hasNews) ? <WatchedNews /> : null}
      </Suspense>
    </>
  );
}
