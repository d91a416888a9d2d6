import { lazy, Suspense } from 'react';
import { useCommand } from '../keys/active-commands';
import { FollowPerson } from './follow-person';
import { openMerge, openSplit, openSplitMessages } from './people-overlay';

const AnswerBanner = lazy(() => import('../features/merge/banner/answer-banner'));
const MergeBanner = lazy(() => import('../features/merge/banner/merge-banner'));

interface ThreadLinksProps {
  personId: string;
  onPerson(personId: string): void;
}

/** Who else this may be, over the thread, and the keys that merge and split. */
export function ThreadLinks({ personId, onPerson }: ThreadLinksProps) {
  useCommand('thread.merge', () => openMerge(personId));
  useCommand('thread.split', () => openSplit(personId));
  useCommand('thread.split-messages', () => openSplitMessages(personId));
  return (
    <Suspense fallback={null}>
      <FollowPerson personId={personId} />
      <AnswerBanner personId={personId} onPerson={onPerson} />
      <MergeBanner key={personId} personId={personId} onPerson={onPerson} />
    </Suspense>
  );
}
