import type { AuditArea } from '@filo/contracts/http';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { agentAccountsQuery } from '../../data/admin/agents';
import { auditAreas } from '../../data/admin/audit-areas';
import { type AuditFilter, auditLog } from '../../data/admin/audit';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { EmptyState } from '../../ui/empty-state';
import { MoreButton } from '../../ui/more-button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { Skeleton } from '../../ui/skeleton';
import { AuditRow } from './audit-row';

interface AuditPageProps {
  filter: AuditFilter;
  onFilter(filter: AuditFilter): void;
}

/** Who did what, the newest first; what is shown is in the address. */
export default function AuditPage({ filter, onFilter }: AuditPageProps) {
  const isAdmin = useAgent().role === 'admin';
  return (
    <>
      <PageHeader title={t('admin.audit')} lead={t('audit.lead')} />
      {isAdmin ? <AuditLog filter={filter} onFilter={onFilter} /> : <AdminOnlyNote />}
    </>
  );
}

function AuditLog({ filter, onFilter }: AuditPageProps) {
  const query = useInfiniteQuery(auditLog(filter));
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <AuditFilters filter={filter} onFilter={onFilter} />
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={8} height={36} /> : null}
      {query.isSuccess && entries.length === 0 ? <EmptyState title={t('audit.none')} /> : null}
      {entries.length > 0 ? (
        <ul
          aria-label={t('admin.audit')}
          className="divide-y divide-line rounded-panel border border-line bg-surface"
        >
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : null}
      <MoreButton query={query} />
    </>
  );
}

function AuditFilters({ filter, onFilter }: AuditPageProps) {
  const { data } = useQuery(agentAccountsQuery);
  const agents = data?.items ?? [];
  const agentId = filter.agentId ?? '';
  // An address may name who is not in the list; the choice says what holds all the same.
  const isStranger = agentId !== '' && !agents.some(({ id }) => id === agentId);
  return (
    <div className="mb-4 flex flex-wrap gap-3">
      <SelectField<AuditArea | ''>
        label={t('audit.area')}
        value={filter.area ?? ''}
        options={[
          { value: '', label: t('audit.everything') },
          ...auditAreas.map((value) => ({ value, label: t(`audit.area.${value}`) })),
        ]}
        onChange={(area) => onFilter({ ...filter, area: area || undefined })}
      />
      <SelectField
        label={t('audit.agent')}
        value={agentId}
        options={[
          { value: '', label: t('audit.everybody') },
          ...agents.map(({ id, name }) => ({ value: id, label: name })),
          ...(isStranger ? [{ value: agentId, label: t('audit.nameless') }] : []),
        ]}
        onChange={(agentId) => onFilter({ ...filter, agentId: agentId || undefined })}
      />
    </div>
  );
}
