import { lazy, Suspense } from 'react';
import { t } from '../i18n/t';
import { ErrorBoundary } from '../ui/error-boundary';
import { LinkButtons } from './link-buttons';

const PersonHistory = lazy(() => import('../features/merge/history/person-history'));

/** Which addresses are this person, how that came about, and how it is changed. */
export function PersonLinks({ personId }: { personId: string }) {
  return (
    <>
      <ErrorBoundary name={t('history.title')}>
        <Suspense fallback={null}>
          <PersonHistory personId={personId} />
        </Suspense>
      </ErrorBoundary>
      <LinkButtons personId={personId} />
    </>
  );
}
