import type { WebhookView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { webhooksQuery } from '../../data/admin/webhooks';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { Button } from '../../ui/button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { SecretDialog } from './secret-dialog';
import { WebhookCard } from './webhook-card';
import { WebhookEditor } from './webhook-editor';

/** Systems elsewhere that are told what happens here; for admins alone. */
export default function WebhooksPage() {
  const isAdmin = useAgent().role === 'admin';
  const [editing, setEditing] = useState<WebhookView | 'new' | null>(null);
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null);
  return (
    <>
      <PageHeader
        title={t('admin.webhooks')}
        lead={t('webhooks.lead')}
        action={
          isAdmin ? (
            <Button tone="primary" onPress={() => setEditing('new')}>
              {t('webhooks.make')}
            </Button>
          ) : undefined
        }
      />
      {isAdmin ? <Webhooks onEdit={setEditing} onSecret={setSecret} /> : <AdminOnlyNote />}
      {editing ? (
        <WebhookEditor
          webhook={editing === 'new' ? null : editing}
          onMade={setSecret}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {secret ? <SecretDialog {...secret} onClose={() => setSecret(null)} /> : null}
    </>
  );
}

interface WebhooksProps {
  onEdit(webhook: WebhookView): void;
  onSecret(made: { name: string; secret: string }): void;
}

function Webhooks({ onEdit, onSecret }: WebhooksProps) {
  const { data, error, isPending } = useQuery(webhooksQuery);
  return (
    <>
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={2} height={120} /> : null}
      {data?.items.length === 0 ? <p className="text-ink-3">{t('webhooks.none')}</p> : null}
      <ul className="space-y-3">
        {data?.items.map((webhook) => (
          <li key={webhook.id}>
            <WebhookCard
              webhook={webhook}
              onEdit={() => onEdit(webhook)}
              onSecret={(made) => onSecret({ name: webhook.name, secret: made })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
