import { useQuery } from '@tanstack/react-query';
import { suggestionsQuery } from '../../../data/links/suggestions';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { PageHeader } from '../../../ui/page-header';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { Pair } from './pair';
import { useQueue } from './use-queue';

/** Pairs of persons who may be one, one at a time: looked at, decided by one key, and the next one comes by itself. */
export default function ReviewPage({ onPerson }: { onPerson(personId: string): void }) {
  const query = useQuery(suggestionsQuery());
  const queue = useQueue(query.data);
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-240">
        <PageHeader
          title={t('review.title')}
          lead={t('review.lead')}
          action={
            queue.pair ? (
              <p className="text-ink-2 tabular" role="status">
                {t(queue.more ? 'review.progress-more' : 'review.progress', {
                  at: queue.at,
                  count: queue.total,
                })}
              </p>
            ) : null
          }
        />
        {query.isError ? <ProblemStrip error={query.error} /> : null}
        {query.isPending ? <Skeleton rows={6} height={40} /> : null}
        {queue.pair ? (
          <Pair
            key={queue.pair.id}
            suggestion={queue.pair}
            onDecided={queue.decided}
            onSkip={queue.skip}
            onPerson={onPerson}
          />
        ) : null}
        {query.isSuccess && !queue.pair ? (
          <EmptyState
            title={t(queue.skipped > 0 ? 'review.all-skipped' : 'review.none', { count: queue.skipped })}
            action={queue.skipped > 0 ? <Button onPress={queue.again}>{t('review.again')}</Button> : null}
          >
            {t(queue.skipped > 0 ? 'review.all-skipped-hint' : 'review.none-hint')}
          </EmptyState>
        ) : null}
      </div>
    </main>
  );
}
