import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode } from 'react';
import { threadQuery } from '../../data/threads/thread-queries';
import { t } from '../../i18n/t';
import { EmptyState } from '../../ui/empty-state';
import { ProblemStrip } from '../../ui/problem-strip';
import { Button } from '../../ui/button';
import { MarkBar } from './marks/mark-bar';
import { MarkedWith, ThreadHeader } from './thread-header';
import { Timeline } from './timeline';
import { TopicStrip } from './topic-strip';
import { useReadMarking } from './use-read-marking';
import { useSayPresence } from './use-say-presence';

interface ThreadPaneProps {
  threadId: string;
  topicId: string | null;
  /** The message at which the thread is opened; null at its end. */
  messageId?: string | null;
  /** Leads from there to the end. */
  onLatest?(): void;
  onTopic(topicId: string | null): void;
  onBack?: (() => void) | undefined;
  onPerson(personId: string): void;
  profile?: { open: boolean; toggle(): void };
  /** What should be known before one reads on. */
  banner?: ReactNode;
  composer: ReactNode;
}

/** The one thread of a person: header, topics as a filter, everything said, and the place to answer. */
export const ThreadPane = memo(function ThreadPane(props: ThreadPaneProps) {
  const {
    threadId,
    topicId,
    messageId = null,
    onLatest,
    onTopic,
    onBack,
    onPerson,
    profile,
    banner,
    composer,
  } = props;
  const { data: thread, error, refetch } = useQuery(threadQuery(threadId));
  useReadMarking(thread);
  useSayPresence(threadId);
  return (
    <section
      aria-label={t('thread.label', { name: thread?.person.name ?? '' })}
      className="flex h-full min-h-0 min-w-0 flex-col overflow-x-hidden overflow-y-auto bg-bg"
    >
      <ThreadHeader threadId={threadId} thread={thread} topicId={topicId} onBack={onBack} profile={profile} />
      <MarkedWith tagIds={thread?.tagIds} />
      {thread && thread.topics.length > 1 ? (
        <TopicStrip topics={thread.topics} topicId={topicId} onTopic={onTopic} />
      ) : null}
      {banner}
      {error && !thread ? (
        <div className="p-4">
          <ProblemStrip error={error}>
            <Button size="small" onPress={() => void refetch()}>
              {t('action.retry')}
            </Button>
          </ProblemStrip>
        </div>
      ) : thread?.topics.length === 0 ? (
        <EmptyState title={t('thread.wordless')}>{t('thread.wordless-hint')}</EmptyState>
      ) : (
        <Timeline
          key={`timeline ${threadId} ${messageId ?? ''}`}
          threadId={threadId}
          name={thread?.person.name ?? ''}
          topicId={topicId}
          messageId={messageId}
          onLatest={onLatest}
          unread={thread?.unread ?? false}
          onPerson={onPerson}
        />
      )}
      <MarkBar threadId={threadId} />
      {thread?.topics.length === 0 ? null : composer}
    </section>
  );
});

/** Stands in the place of the thread while nobody is chosen. */
export function NoThread() {
  return (
    <section aria-label={t('thread.none')} className="flex h-full bg-bg">
      <EmptyState title={t('thread.none')}>{t('thread.none-hint')}</EmptyState>
    </section>
  );
}
