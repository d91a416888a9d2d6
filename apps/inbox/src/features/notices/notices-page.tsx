import type { Notice } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { noticesQuery } from '../../data/notices';
import { useNoticeActions } from '../../data/use-notice-actions';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { useCardKeys } from '../../keys/use-card-keys';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { NoticeCard } from './notice-card';

interface NoticesPageProps {
  onOpen(notice: Notice): void;
  /** Where it is chosen of what one is told, and how. */
  onChoices(): void;
}

/** What was for this agent, the newest first; each leads to where it happened. */
export default function NoticesPage({ onOpen, onChoices }: NoticesPageProps) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(noticesQuery);
  const actions = useNoticeActions();
  const list = useRef<HTMLDivElement>(null);
  const cards = useCardKeys(list);
  const items = data?.pages.flatMap((page) => page.items);
  const unread = data?.pages[0]?.unread ?? 0;
  const focused = () => items?.find(({ id }) => id === cards.all()[cards.at()]?.dataset['notice']);
  useCommand('thread.open', () => {
    const notice = focused();
    if (notice) onOpen(notice);
  });
  useCommand('thread.mark-unread', () => {
    const notice = focused();
    if (notice) void actions.mark(notice, false);
  });
  useCommand('notices.read-all', () => void actions.markAll());
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-180">
        <PageHeader
          title={t('notices.title')}
          lead={t('notices.lead')}
          action={
            <span className="flex flex-wrap gap-2">
              <Button
                command="notices.read-all"
                isDisabled={unread === 0}
                onPress={() => void actions.markAll()}
              >
                {t('notices.read-all')}
              </Button>
              <Button tone="quiet" onPress={onChoices}>
                {t('notices.choose')}
              </Button>
            </span>
          }
        />
        {error ? <ProblemStrip error={error} /> : null}
        {isPending ? <Skeleton rows={5} height={64} /> : null}
        <div ref={list} className="space-y-1.5">
          {items?.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} onOpen={onOpen} onMark={actions.mark} />
          ))}
        </div>
        {items?.length === 0 ? (
          <EmptyState title={t('notices.none')}>{t('notices.none-hint')}</EmptyState>
        ) : null}
        {hasNextPage ? (
          <Button className="mt-3" isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('notices.older')}
          </Button>
        ) : null}
      </div>
    </main>
  );
}
