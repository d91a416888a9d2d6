import { useInfiniteQuery } from '@tanstack/react-query';
import { importsQuery } from '../../data/admin/imports';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { MoreButton } from '../../ui/more-button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { ImportCard } from './import-card';
import { ImportMaker } from './import-maker';

/** Lists of customers from other programs: each said what it would do first, and each can be taken back as a whole. */
export default function ImportsPage() {
  const query = useInfiniteQuery(importsQuery);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t('admin.imports')} lead={t('imports.lead')} />
      <p className="mb-4 text-sm text-ink-3">{t('imports.kept')}</p>
      <ImportMaker />
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={2} height={96} /> : null}
      {query.isSuccess && items.length === 0 ? <p className="text-ink-3">{t('imports.none')}</p> : null}
      <ul className="space-y-3">
        {items.map((item) => (
          <li key={item.id}>
            <ImportCard item={item} />
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </>
  );
}
