import { lazy } from 'react';
import { useTimeRequest } from '../state/time-requests';

const TimeDialogs = lazy(() => import('./time-dialogs'));

/** What asks for a time above the page. */
export function TimeOverlays() {
  const open = useTimeRequest((state) => state.open);
  return open ? <TimeDialogs request={open} /> : null;
}
