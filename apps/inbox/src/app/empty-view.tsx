import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { accountsQuery, formsQuery } from '../data/admin/accounts';
import { useAgent } from '../data/session';
import { threadCountsQuery } from '../data/threads/thread-queries';
import type { ViewName } from '../data/threads/view-membership';
import { t } from '../i18n/t';
import { EmptyState } from '../ui/empty-state';

/** Why a view is empty and what would fill it. */
export function EmptyView({ view, q, welcome }: { view: ViewName; q: string; welcome: boolean }) {
  const { data: counts } = useQuery(threadCountsQuery);
  if (q) return <EmptyState title={t('empty.search', { q })}>{t('empty.search-hint')}</EmptyState>;
  if (view === 'all' || welcome) return <FirstMessage />;
  const unassigned = counts?.unassigned ?? 0;
  return (
    <EmptyState
      title={t(`empty.${view}`)}
      action={
        view === 'mine' && unassigned > 0 ? (
          <Link
            to="/inbox/$view"
            params={{ view: 'unassigned' }}
            search={{}}
            className="text-accent underline"
          >
            {t('empty.mine-action', { count: unassigned })}
          </Link>
        ) : null
      }
    >
      {t(`empty.${view}-hint`)}
    </EmptyState>
  );
}

/** Nobody has written yet: how to be the first. */
function FirstMessage() {
  const isAdmin = useAgent().role === 'admin';
  const { data: accounts } = useQuery({ ...accountsQuery, enabled: isAdmin });
  const { data: forms } = useQuery({ ...formsQuery, enabled: isAdmin });
  const address =
    accounts?.items.find((account) => account.channel === 'email')?.address ?? 'support@localhost';
  const page = forms?.items[0]?.urls.page;
  return (
    <EmptyState title={t('empty.all')}>
      <p>{t('empty.all-mail')}</p>
      <code className="my-2 block rounded-input bg-sunken px-2 py-1.5 font-mono text-sm select-all">
        {address}
      </code>
      {page ? (
        <p>
          {t('empty.all-form')}{' '}
          <a href={page} target="_blank" rel="noopener" className="text-accent underline">
            {t('empty.all-form-link')}
          </a>
        </p>
      ) : null}
    </EmptyState>
  );
}
