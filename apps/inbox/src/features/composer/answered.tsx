import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { threadQuery } from '../../data/threads/thread-queries';
import { useBegunAddress } from '../../state/drafts/meant-message';
import { useReplyOptions } from './use-reply-options';

const BegunLine = lazy(() => import('./begun-line'));
const AnsweredLine = lazy(() => import('./answered-line'));

/** Says which message a reply answers, where that could be another one than its writer thinks. */
export function Answered({ threadId, topicId }: { threadId: string; topicId: string | null }) {
  const { options, isGone } = useReplyOptions(threadId, topicId);
  const { data: thread } = useQuery(threadQuery(threadId));
  const begins = useBegunAddress(threadId);
  const { answers, places = [] } = options ?? {};
  if (begins !== null)
    return (
      <Suspense fallback={null}>
        <BegunLine key={begins} {...{ threadId, isGone }} />
      </Suspense>
    );
  const isPlain =
    !answers || (answers.isNewest && answers.audience === 'private' && !answers.proven && places.length < 2);
  if (isPlain && !isGone) return null;
  return (
    <Suspense fallback={null}>
      <AnsweredLine
        {...{ threadId, places, person: thread?.person.name }}
        answers={isGone ? null : (answers ?? null)}
      />
    </Suspense>
  );
}
