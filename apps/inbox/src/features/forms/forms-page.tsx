import type { FormView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { formsQuery } from '../../data/admin/accounts';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { FormCard } from './form-card';
import { FormEditor } from './form-editor';

/** The forms through which people write to us, with their addresses and the code to embed them. */
export default function FormsPage() {
  const { data, error, isPending } = useQuery(formsQuery);
  const [editing, setEditing] = useState<FormView | 'new' | null>(null);
  const isAdmin = useAgent().role === 'admin';
  if (editing)
    return <FormEditor form={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />;
  return (
    <>
      <PageHeader
        title={t('admin.forms')}
        lead={t('forms.lead')}
        action={
          isAdmin ? (
            <Button tone="primary" onPress={() => setEditing('new')}>
              <Plus className="size-4" aria-hidden />
              {t('forms.add')}
            </Button>
          ) : null
        }
      />
      {isAdmin ? null : <AdminOnlyNote />}
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={2} height={96} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState title={t('forms.none')}>{t('forms.none-hint')}</EmptyState>
      ) : null}
      <ul className="space-y-3">
        {data?.items.map((form) => (
          <li key={form.id}>
            <FormCard form={form} onEdit={isAdmin ? () => setEditing(form) : undefined} />
          </li>
        ))}
      </ul>
    </>
  );
}
