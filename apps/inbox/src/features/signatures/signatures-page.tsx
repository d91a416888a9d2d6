import type { SignatureView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signaturesQuery } from '../../data/admin/signatures';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { Button } from '../../ui/button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { SignatureEditor } from './signature-editor';
import { SignatureRow } from './signature-row';

/** What stands below answers by mail, per team and language: admins write it; supervisors look. */
export default function SignaturesPage() {
  const { data, error, isPending } = useQuery(signaturesQuery);
  const isAdmin = useAgent().role === 'admin';
  const [editing, setEditing] = useState<SignatureView | 'new' | null>(null);
  return (
    <>
      <PageHeader
        title={t('admin.signatures')}
        lead={t('signatures.lead')}
        action={
          isAdmin ? (
            <Button tone="primary" onPress={() => setEditing('new')}>
              {t('signatures.make')}
            </Button>
          ) : undefined
        }
      />
      {isAdmin ? null : <AdminOnlyNote />}
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={3} height={72} /> : null}
      {data?.items.length === 0 ? <p className="text-ink-3">{t('signatures.none')}</p> : null}
      {data && data.items.length > 0 ? (
        <ul
          aria-label={t('admin.signatures')}
          className="divide-y divide-line rounded-panel border border-line bg-surface"
        >
          {data.items.map((signature) => (
            <SignatureRow
              key={signature.id}
              signature={signature}
              onEdit={isAdmin ? () => setEditing(signature) : undefined}
            />
          ))}
        </ul>
      ) : null}
      {editing ? (
        <SignatureEditor signature={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </>
  );
}
