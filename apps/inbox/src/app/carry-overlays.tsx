import { lazy } from 'react';
import { useCarryRequest } from '../state/carry-requests';

const CarryDialogs = lazy(() => import('./carry-dialogs'));

/** What asks where a message goes, above the page. */
export function CarryOverlays() {
  const open = useCarryRequest((state) => state.open);
  return open ? <CarryDialogs request={open} /> : null;
}
