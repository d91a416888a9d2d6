import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AutomaticClass, automaticClasses, automaticQuery } from '../../data/admin/automatic';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { EmptyState } from '../../ui/empty-state';
import { MoreButton } from '../../ui/more-button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { Skeleton } from '../../ui/skeleton';
import { AutomaticCard } from './automatic-card';

/** Mail of machines that stands in nobody's thread; nothing we took in is out of sight. */
export default function AutomaticMailPage() {
  const [kind, setKind] = useState<AutomaticClass | 'all'>('all');
  const query = useInfiniteQuery(automaticQuery(kind === 'all' ? undefined : kind));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title={t('admin.automatic')}
        lead={t('automatic.lead')}
        action={
          <SelectField<AutomaticClass | 'all'>
            label={t('automatic.filter')}
            value={kind}
            options={[
              { value: 'all', label: t('automatic.all') },
              ...automaticClasses.map((value) => ({ value, label: t(`class.${value}`) })),
            ]}
            onChange={setKind}
          />
        }
      />
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={4} height={96} /> : null}
      {query.isSuccess && items.length === 0 ? (
        kind === 'all' ? (
          <EmptyState title={t('automatic.none')}>{t('automatic.none-hint')}</EmptyState>
        ) : (
          <EmptyState title={t('automatic.none-of-kind')} />
        )
      ) : null}
      <ul className="space-y-3">
        {items.map((item) => (
          <li key={item.id}>
            <AutomaticCard item={item} />
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </>
  );
}
