import { lazy, Suspense } from 'react';
import { LinkButtons } from './link-buttons';

const PersonHistory = lazy(() => import('../features/merge/history/person-history'));

/** Which addresses are this person, how that came about, and how it is changed. */
export function PersonLinks({ personId }: { personId: string }) {
  return (
    <Suspense fallback={null}>
      <PersonHistory personId={personId} />
      <LinkButtons personId={personId} />
    </Suspense>
  );
}
