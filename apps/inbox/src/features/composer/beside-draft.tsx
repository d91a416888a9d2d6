import { lazy, Suspense } from 'react';
import type { DraftMode } from '../../state/drafts/draft';
import { usePresentAgents } from '../../state/presence';
import { WaitingDrafts } from './waiting-drafts';

const Collision = lazy(() => import('./collision'));
const KeptBeside = lazy(() => import('./kept-beside'));

/** What stands beside the draft that is written here: drafts that wait, and colleagues who write as well. */
export function BesideDraft({ threadId, mode }: { threadId: string; mode: DraftMode }) {
  const replying = usePresentAgents(threadId).filter(({ doing }) => doing === 'replying');
  return (
    <>
      <WaitingDrafts threadId={threadId} mode={mode} />
      <Suspense fallback={null}>
        <KeptBeside threadId={threadId} mode={mode} />
      </Suspense>
      {replying.length > 0 && mode === 'reply' ? (
        <Suspense fallback={null}>
          <Collision key={threadId} agents={replying} />
        </Suspense>
      ) : null}
    </>
  );
}
