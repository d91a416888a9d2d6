import type { WebhookDelivery, WebhookReplay, WebhookView } from '@filo/contracts/http';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { replayWebhook, webhookLog } from '../../data/admin/webhooks';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { MoreButton } from '../../ui/more-button';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { Skeleton } from '../../ui/skeleton';
import { DeliveryRow } from './delivery-row';

const states = ['failed', 'waiting', 'delivered'] as const;
const dayMs = 86_400_000;
const keptDays = 30;

/** What was sent to an endpoint in the last 30 days, and what came of it. */
export function WebhookLog({ webhook }: { webhook: WebhookView }) {
  const { id, name, state: webhookState, failed } = webhook;
  const client = useQueryClient();
  const [state, setState] = useState<WebhookDelivery['state'] | ''>('');
  const query = useInfiniteQuery(webhookLog(id, state || undefined));
  const replay = useMutation({
    mutationFn: (wanted: WebhookReplay) => replayWebhook(id, wanted),
    onSuccess: ({ count }) => void showToast({ tone: 'done', text: t('webhooks.replayed', { count }) }),
    onError: (error: Error) => showProblem(explain(error)),
    onSettled: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const since = () => new Date(Date.now() - keptDays * dayMs).toISOString();
  const onReplay = webhookState === 'on' ? (deliveryId: string) => replay.mutate({ deliveryId }) : undefined;
  return (
    <section aria-label={t('webhooks.log-of', { name })} className="space-y-3 border-t border-line pt-3">
      <div className="flex flex-wrap items-end gap-3">
        <SelectField<WebhookDelivery['state'] | ''>
          label={t('webhooks.show')}
          value={state}
          onChange={setState}
          options={[
            { value: '', label: t('webhooks.show-all') },
            ...states.map((value) => ({ value, label: t(`webhooks.delivery-${value}`) })),
          ]}
        />
        {failed > 0 && onReplay ? (
          <Button onPress={() => replay.mutate({ failedSince: since() })} isDisabled={replay.isPending}>
            {t('webhooks.replay-failed', { count: failed })}
          </Button>
        ) : null}
      </div>
      {query.error ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={3} height={44} /> : null}
      {query.data && items.length === 0 ? <p className="text-ink-3">{t('webhooks.log-empty')}</p> : null}
      <ul className="divide-y divide-line">
        {items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} onReplay={onReplay} />
        ))}
      </ul>
      <MoreButton query={query} />
    </section>
  );
}
