import { lazy, Suspense } from 'react';
import { closePeopleOverlay, openMerge, usePeopleOverlay } from './people-overlay';

const MergePanel = lazy(() => import('../features/merge/panel/merge-panel'));
const SplitPanel = lazy(() => import('../features/merge/split/split-panel'));
const SplitMessagesPanel = lazy(() => import('../features/merge/split/messages/split-messages-panel'));

/** What opens above the page to merge or split a person. */
export function PeopleOverlays() {
  const open = usePeopleOverlay((state) => state.open);
  if (!open) return null;
  const { personId } = open;
  return (
    <Suspense fallback={null}>
      {open.kind === 'merge' ? (
        <MergePanel personId={personId} other={open.other} onClose={closePeopleOverlay} />
      ) : null}
      {open.kind === 'split' ? <SplitPanel personId={personId} onClose={closePeopleOverlay} /> : null}
      {open.kind === 'split-messages' ? (
        <SplitMessagesPanel
          personId={personId}
          marked={open.marked}
          onClose={closePeopleOverlay}
          onJoin={openMerge}
        />
      ) : null}
    </Suspense>
  );
}
