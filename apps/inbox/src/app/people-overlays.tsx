import { lazy, Suspense } from 'react';
import { closePeopleOverlay, usePeopleOverlay } from './people-overlay';

const MergePanel = lazy(() => import('../features/merge/panel/merge-panel'));
const SplitPanel = lazy(() => import('../features/merge/split/split-panel'));

/** What opens above the page to merge or split a person. */
export function PeopleOverlays() {
  const open = usePeopleOverlay((state) => state.open);
  if (!open) return null;
  const Panel = open.kind === 'merge' ? MergePanel : SplitPanel;
  return (
    <Suspense fallback={null}>
      <Panel personId={open.personId} onClose={closePeopleOverlay} />
    </Suspense>
  );
}
