import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { quarantineQuery } from '../../data/admin/quarantine';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { useCardKeys } from '../../keys/use-card-keys';
import { EmptyState } from '../../ui/empty-state';
import { MoreButton } from '../../ui/more-button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { QuarantineCard } from './quarantine-card';

/** What could not be read or trusted waits here for a human; nothing is ever dropped. */
export default function QuarantinePage() {
  const query = useInfiniteQuery(quarantineQuery);
  const list = useRef<HTMLUListElement>(null);
  const { all, at } = useCardKeys(list);
  useCommand('thread.open', () => all()[at()]?.querySelector<HTMLElement>('[data-read]')?.click());
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t('admin.quarantine')} lead={t('quarantine.lead')} />
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={4} height={96} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState title={t('quarantine.none')}>{t('quarantine.none-hint')}</EmptyState>
      ) : null}
      <ul ref={list} className="space-y-3">
        {items.map((item) => (
          <li key={item.id}>
            <QuarantineCard item={item} />
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </>
  );
}
