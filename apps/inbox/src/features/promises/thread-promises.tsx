import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { promisesQuery } from '../../data/promises';
import { useAgent } from '../../data/session';
import { messagesQuery } from '../../data/threads/thread-queries';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { DraftPromise } from './draft-promise';
import { PromiseLine } from './promise-line';

/** What we promised this person and have not done, over the place where one answers; after an answer it asks whether that did it. */
export default function ThreadPromises({ threadId, topicId }: { threadId: string; topicId: string | null }) {
  const { data } = useQuery(promisesQuery(threadId));
  const keptBy = useJustSaid(threadId);
  const open = (data?.items ?? []).filter(
    (one) => one.state === 'open' && (topicId === null || one.topicId === topicId),
  );
  const saidAfter = (madeAt: string, messageId: string | null) =>
    keptBy !== undefined && keptBy.id !== messageId && keptBy.sortAt > madeAt ? keptBy.id : undefined;
  return (
    <div className="mx-auto flex max-h-[40vh] w-full max-w-208 shrink-0 flex-col gap-2 overflow-y-auto px-4 pb-2 empty:hidden max-md:max-h-26 max-md:px-2">
      {open.length > 0 ? (
        <ul aria-label={t('promise.open')} className="flex flex-col gap-1.5">
          {open.map((one) => (
            <PromiseLine key={one.id} promise={one} keptBy={saidAfter(one.madeAt, one.messageId)} />
          ))}
        </ul>
      ) : null}
      <DraftPromise threadId={threadId} />
    </div>
  );
}

/** What I answered here since this thread was opened. */
function useJustSaid(threadId: string): { id: string; sortAt: string } | undefined {
  const me = useAgent();
  const [since] = useState(() => new Date().toISOString());
  const { data } = useInfiniteQuery(messagesQuery(threadId));
  return data?.pages[0]?.items.findLast(
    ({ direction, author, sortAt }) =>
      direction === 'outbound' && sortAt > since && author.type === 'agent' && author.agent.id === me.id,
  );
}
