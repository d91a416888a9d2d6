import type { WebhookView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeWebhook, makeWebhookSecret, removeWebhook, testWebhook } from '../../data/admin/webhooks';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { explain } from '../../ui/explain-problem';

interface WebhookButtonsProps {
  webhook: WebhookView;
  showsLog: boolean;
  onLog(shows: boolean): void;
  onEdit(): void;
  onSecret(secret: string): void;
}

/** What may be done with an endpoint. */
export function WebhookButtons({ webhook, showsLog, onLog, onEdit, onSecret }: WebhookButtonsProps) {
  const { id, name, version, state } = webhook;
  const [asking, setAsking] = useState<'remove' | 'secret' | null>(null);
  const isOn = state === 'on';
  const remove = useDoing(() => removeWebhook(id));
  const renew = useDoing(() => makeWebhookSecret(id).then(({ secret }) => onSecret(secret)));
  const turn = useDoing(() => changeWebhook(id, { version, on: !isOn }));
  const test = useDoing(() => testWebhook(id).then(() => onLog(true)));
  const buttons = [
    ...(isOn ? [{ verb: t('webhooks.test'), press: test }] : []),
    { verb: t('action.edit'), press: onEdit },
    { verb: t(isOn ? 'webhooks.off' : 'webhooks.on'), press: turn },
    { verb: t('webhooks.new-secret'), press: () => setAsking('secret') },
    { verb: t('action.remove'), press: () => setAsking('remove') },
  ];
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      <Button size="small" aria-expanded={showsLog} onPress={() => onLog(!showsLog)}>
        {t('webhooks.log')}
      </Button>
      {buttons.map(({ verb, press }) => (
        <Button key={verb} size="small" onPress={press} aria-label={t('agents.do-for', { verb, name })}>
          {verb}
        </Button>
      ))}
      {asking ? (
        <ConfirmDialog
          title={t(`webhooks.${asking}-title`, { name })}
          text={t(`webhooks.${asking}-text`)}
          verb={t(asking === 'remove' ? 'action.remove' : 'webhooks.new-secret')}
          onConfirm={asking === 'remove' ? remove : renew}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </div>
  );
}

/** Does it, reads the list again, and says what went wrong. */
function useDoing(work: () => Promise<unknown>): () => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: work,
    onError: (error: Error) => showProblem(explain(error)),
    onSettled: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  return () => mutate();
}
