import type { WebhookView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountGroupsQuery } from '../../data/admin/agents';
import { fullWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Chip } from '../../ui/chip';
import { WebhookButtons } from './webhook-buttons';
import { WebhookLog } from './webhook-log';

interface WebhookCardProps {
  webhook: WebhookView;
  onEdit(): void;
  onSecret(secret: string): void;
}

/** One endpoint: where to, how it does, and what was sent to it. */
export function WebhookCard({ webhook, onEdit, onSecret }: WebhookCardProps) {
  const [showsLog, setShowsLog] = useState(false);
  const { name, url, events } = webhook;
  return (
    <article className="space-y-2 rounded-panel border border-line bg-surface p-4" aria-label={name}>
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 font-semibold wrap-anywhere">{name}</h2>
        <StateChip webhook={webhook} />
      </header>
      <p className="font-mono text-sm wrap-anywhere text-ink-2">{url}</p>
      <p className="text-sm text-ink-2">{events.map((one) => t(`webhooks.event-${one}`)).join(' · ')}</p>
      <GroupsLine webhook={webhook} />
      <Trouble webhook={webhook} />
      <WebhookButtons
        webhook={webhook}
        showsLog={showsLog}
        onLog={setShowsLog}
        onEdit={onEdit}
        onSecret={onSecret}
      />
      {showsLog ? <WebhookLog webhook={webhook} /> : null}
    </article>
  );
}

function StateChip({ webhook: { state, failingSince } }: { webhook: WebhookView }) {
  if (state === 'on' && failingSince === null) return <Chip tone="ok">{t('webhooks.state-on')}</Chip>;
  const tone = state === 'off' ? 'plain' : state === 'paused' ? 'danger' : 'warn';
  return <Chip tone={tone}>{t(state === 'on' ? 'webhooks.state-failing' : `webhooks.state-${state}`)}</Chip>;
}

function GroupsLine({ webhook: { accountGroupIds } }: { webhook: WebhookView }) {
  const { data } = useQuery(accountGroupsQuery);
  const names = (data?.items ?? []).filter(({ id }) => accountGroupIds.includes(id)).map(({ name }) => name);
  return names.length > 0 ? (
    <p className="text-sm text-ink-3">{t('webhooks.hears', { groups: names.join(', ') })}</p>
  ) : null;
}

function Trouble({ webhook }: { webhook: WebhookView }) {
  const { why, state, failingSince, formerSecretUntil, failed } = webhook;
  const lines = [
    why !== null && why !== 'by-hand' ? t(`webhooks.why-${why}`) : null,
    state === 'on' && failingSince !== null ? t('webhooks.failing', { when: fullWhen(failingSince) }) : null,
    failed > 0 ? t('webhooks.failed', { count: failed }) : null,
  ].filter((line) => line !== null);
  return (
    <>
      {lines.map((line) => (
        <p key={line} className="text-sm text-warn">
          {line}
        </p>
      ))}
      {formerSecretUntil ? (
        <p className="text-sm text-ink-3">{t('webhooks.former', { when: fullWhen(formerSecretUntil) })}</p>
      ) : null}
    </>
  );
}
