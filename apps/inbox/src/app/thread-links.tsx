import { lazy, Suspense } from 'react';
import { t } from '../i18n/t';
import { useCommand } from '../keys/active-commands';
import { ErrorBoundary } from '../ui/error-boundary';
import { FollowPerson } from './follow-person';
import { openMerge, openSplit, openSplitMessages } from './people-overlay';

const ThreadBanners = lazy(() => import('./thread-banners'));

interface ThreadLinksProps {
  personId: string;
  onPerson(personId: string): void;
}

/** Who else this may be and what the agent watches, over the thread, and the keys that merge and split. */
export function ThreadLinks({ personId, onPerson }: ThreadLinksProps) {
  useCommand('thread.merge', () => openMerge(personId));
  useCommand('thread.split', () => openSplit(personId));
  useCommand('thread.split-messages', () => openSplitMessages(personId));
  return (
    <>
      <FollowPerson personId={personId} />
      <ErrorBoundary key={`merge ${personId}`} name={t('merge.title')}>
        <Suspense fallback={null}>
          <ThreadBanners
            personId={personId}
            onJoin={(other) => openMerge(personId, other)}
            onPerson={onPerson}
          />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}
