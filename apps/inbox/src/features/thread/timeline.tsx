import { useQuery } from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { invitationsQuery, proofsQuery } from '../../data/links/proofs';
import { t } from '../../i18n/t';
import { lastSeenAt, rememberSeen } from '../../state/last-seen';
import { Button } from '../../ui/button';
import { ErrorBoundary } from '../../ui/error-boundary';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { buildTimeline, unreadSince } from './build-timeline';
import { joinedMoments } from './joined-moments';
import { proofAnswers } from './proof-answers';
import { TimelineItem } from './timeline-item';
import { useFoundPlace } from './use-found-place';
import { useItemKeys } from './use-item-keys';
import { useMorePages } from './use-more-pages';
import { useScrollPlace } from './use-scroll-place';
import { useThreadPages } from './use-thread-pages';

const PointedMessage = lazy(() => import('./pointed-message'));

interface TimelineProps {
  threadId: string;
  /** Whose thread it is. */
  name: string;
  topicId: string | null;
  messageId: string | null;
  onLatest?: (() => void) | undefined;
  unread: boolean;
  onPerson(personId: string): void;
}

/** Everything said with one person, oldest on top; older pages come while scrolling up, without a jump. */
export function Timeline(props: TimelineProps) {
  const { threadId, name, topicId, messageId, onLatest, unread, onPerson } = props;
  const { query, pages, older, newer } = useThreadPages(threadId, messageId);
  const { data: proofs } = useQuery(proofsQuery(threadId));
  const { data: invitations } = useQuery(invitationsQuery(threadId));
  const [seenAt] = useState(() => lastSeenAt(threadId));
  // Whether there was anything new is decided when the thread opens; reading it must not take the mark away.
  const [openedUnread, setOpenedUnread] = useState(unread);
  if (unread && !openedUnread) setOpenedUnread(true);
  const entries = useMemo(
    () =>
      buildTimeline(pages, {
        topicId,
        answers: proofAnswers(proofs?.items ?? []),
        joins: joinedMoments(invitations?.items ?? []),
        readUntil: openedUnread && pages.length && messageId === null ? unreadSince(pages, seenAt) : null,
      }),
    [pages, proofs, invitations, topicId, openedUnread, seenAt, messageId],
  );
  const newestAt = pages.at(-1)?.items.at(-1)?.sortAt;
  const scroller = useRef<HTMLDivElement>(null);
  const firstKey = entries.find((entry) => entry.type === 'message')?.key;
  const lastKey = entries.findLast((entry) => entry.type === 'message')?.key;
  const { missed, toLatest } = useScrollPlace(scroller, { firstKey, lastKey, enabled: messageId === null });
  useFoundPlace(scroller, messageId, { firstKey, lastKey });
  useItemKeys(scroller);
  useEffect(() => {
    if (newestAt && document.visibilityState === 'visible') rememberSeen(threadId, newestAt);
  }, [threadId, newestAt]);

  const top = useMorePages(scroller, { fetch: older, loaded: pages.length });
  const bottom = useMorePages(scroller, { fetch: newer, loaded: pages.length });

  return (
    <div className="relative min-h-0 flex-1">
      <Suspense fallback={null}>
        <PointedMessage />
      </Suspense>
      <div
        ref={scroller}
        tabIndex={-1}
        className="focus-inset h-full overflow-y-auto px-4 pb-4 outline-none max-md:px-2"
      >
        <div ref={top} />
        {query.isPending ? <Skeleton rows={4} height={96} /> : null}
        {query.isError ? (
          <div className="py-3">
            <ProblemStrip error={query.error}>
              <Button size="small" onPress={() => void query.refetch()}>
                {t('action.retry')}
              </Button>
            </ProblemStrip>
          </div>
        ) : null}
        {query.isFetchingNextPage ? (
          <p role="status" className="py-2 text-center text-sm text-ink-3">
            {t('thread.loading-older')}
          </p>
        ) : null}
        {query.isSuccess && entries.length === 0 ? (
          <p className="py-12 text-center text-ink-2">{t('thread.no-messages')}</p>
        ) : null}
        <ol className="mx-auto flex max-w-208 flex-col" aria-label={t('thread.timeline')}>
          {entries.map((entry) => (
            <ErrorBoundary key={entry.key}>
              <TimelineItem entry={entry} name={name} found={entry.key === messageId} onPerson={onPerson} />
            </ErrorBoundary>
          ))}
        </ol>
        <div ref={bottom} />
      </div>
      {newer && onLatest ? <Pill label={t('thread.to-latest')} onPress={onLatest} /> : null}
      {missed > 0 ? <Pill primary label={t('thread.latest', { count: missed })} onPress={toLatest} /> : null}
    </div>
  );
}

/** The way down, above the last lines. */
function Pill({ label, primary = false, onPress }: { label: string; primary?: boolean; onPress(): void }) {
  return (
    <div className="absolute inset-x-0 bottom-2 flex justify-center">
      <Button
        {...(primary ? { tone: 'primary' as const } : {})}
        size="small"
        className="float-in rounded-full shadow-float"
        onPress={onPress}
      >
        <ArrowDown className="size-3.5" aria-hidden />
        {label}
      </Button>
    </div>
  );
}
