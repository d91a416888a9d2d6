import { lazy, Suspense } from 'react';
import { t } from '../i18n/t';
import { ErrorBoundary } from '../ui/error-boundary';

const Oks = lazy(() => import('../features/oks/thread-oks'));

/** Over the place to answer: what waits for an OK, and why the next answer will. */
export function ThreadOks(thread: { threadId: string; topicId: string | null }) {
  return (
    <ErrorBoundary key={`oks ${thread.threadId}`} name={t('oks.title')}>
      <Suspense fallback={null}>
        <Oks {...thread} />
      </Suspense>
    </ErrorBoundary>
  );
}
