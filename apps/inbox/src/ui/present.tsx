import { lazy, Suspense } from 'react';
import { usePresentAgents } from '../state/presence';
import type { PresentLook } from './present-line';

const PresentLine = lazy(() => import('./present-line'));

/** Who else is at a thread: face, what they do, since when. Nothing where nobody is. */
export function Present({ threadId, look }: { threadId: string; look: PresentLook }) {
  const agents = usePresentAgents(threadId);
  if (agents.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <PresentLine agents={agents} look={look} />
    </Suspense>
  );
}
