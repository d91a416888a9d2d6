import type { DraftView } from '@filo/contracts/http';
import { useEffect, useRef, useState } from 'react';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { useCardKeys } from '../../keys/use-card-keys';
import { useKeptDrafts } from '../../state/drafts/sync/kept-drafts';
import { refresh } from '../../state/drafts/sync/sync-drafts';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { DraftCard } from './draft-card';

/** Everything that the agent began and did not send, at whichever computer, and what leaves later; the newest first. */
export default function DraftsPage({ onOpen }: { onOpen(draft: DraftView): void }) {
  const { items, more } = useKeptDrafts();
  const [error, setError] = useState<unknown>(null);
  const list = useRef<HTMLDivElement>(null);
  const cards = useCardKeys(list);
  useEffect(() => {
    refresh().then(() => setError(null), setError);
  }, []);
  useCommand('thread.open', () => {
    const id = cards.all()[cards.at()]?.dataset['draft'];
    const draft = items?.find((one) => one.id === id);
    if (draft) onOpen(draft);
  });
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-180">
        <PageHeader title={t('drafts.title')} lead={t('drafts.lead')} />
        {error ? <ProblemStrip error={error} /> : null}
        {items === undefined && !error ? <Skeleton rows={3} height={80} /> : null}
        <div ref={list} className="space-y-2">
          {items?.map((draft) => (
            <DraftCard key={draft.id} draft={draft} onOpen={onOpen} />
          ))}
        </div>
        {items?.length === 0 ? (
          <EmptyState title={t('drafts.none')}>{t('drafts.none-hint')}</EmptyState>
        ) : null}
        {more > 0 ? <p className="mt-3 text-sm text-ink-3">{t('drafts.more', { count: more })}</p> : null}
      </div>
    </main>
  );
}
