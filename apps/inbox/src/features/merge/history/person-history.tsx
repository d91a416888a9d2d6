import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { historyCsvUrl, personHistoryQuery } from '../../../data/links/link-queries';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { HistoryItem } from './history-item';
import { tellHistory } from './tell-history';

/** How this person came to be who they are: every link, by whom and why, and the way back from each merge and split. */
export default function PersonHistory({ personId }: { personId: string }) {
  const { data: history, error, refetch } = useQuery(personHistoryQuery(personId));
  return (
    <section aria-label={t('history.title')} className="space-y-2 p-4">
      <header className="flex flex-wrap items-center gap-x-4">
        <h3 className="text-xs font-semibold tracking-wide text-ink-3 uppercase">{t('history.title')}</h3>
        <a
          href={historyCsvUrl(personId)}
          download="links.csv"
          className="ms-auto inline-flex min-h-6 items-center gap-1.5 text-sm text-accent underline max-md:min-h-11"
        >
          <Download className="size-3.5" aria-hidden />
          {t('history.export')}
        </a>
      </header>
      {error ? (
        <ProblemStrip words={t('part.failed', { name: t('history.title'), why: explain(error) })}>
          <Button size="small" onPress={() => void refetch()}>
            {t('action.try-again')}
          </Button>
        </ProblemStrip>
      ) : null}
      {history ? (
        <>
          <p className="text-xs text-ink-3">
            {[...new Set([...history.links, ...history.changes].map(({ grade }) => grade))]
              .sort()
              .map((grade) => t(`history.means-${grade}`))
              .join(' ')}
          </p>
          <ol className="divide-y divide-line rounded-panel border border-line bg-surface">
            {tellHistory(history).map((entry) => (
              <HistoryItem
                key={entry.type === 'change' ? entry.change.id : `${entry.link.id} ${entry.at}`}
                entry={entry}
              />
            ))}
          </ol>
        </>
      ) : error ? null : (
        <Skeleton rows={2} height={48} />
      )}
    </section>
  );
}
