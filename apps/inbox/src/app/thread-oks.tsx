import { lazy, Suspense } from 'react';
import { t } from '../i18n/t';
import { ErrorBoundary } from '../ui/error-boundary';

const Oks = lazy(() => import('../features/oks/thread-oks'));
const Promises = lazy(() => import('../features/promises/thread-promises'));

/** Over the place to answer: what waits for an OK, why the next answer will, and what we promised. */
export function ThreadOks(thread: { threadId: string; topicId: string | null }) {
  return (
    <ErrorBoundary key={`oks ${thread.threadId}`} name={t('oks.title')}>
      <Suspense fallback={null}>
        <Oks {...thread} />
        <Promises {...thread} />
      </Suspense>
    </ErrorBoundary>
  );
}
