import { lazy } from 'react';
import { useBlockRequest } from '../state/block-requests';
import { useTimeRequest } from '../state/time-requests';

const BlockDialog = lazy(() => import('./block-dialog'));
const TimeDialogs = lazy(() => import('./time-dialogs'));

/** What asks for a time above the page. */
export function TimeOverlays() {
  const open = useTimeRequest((state) => state.open);
  return open ? <TimeDialogs request={open} /> : null;
}

/** Whom to block, above the page. */
export function BlockOverlay() {
  const open = useBlockRequest((state) => state.open);
  return open ? <BlockDialog request={open} /> : null;
}
