import type { FormView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeForm, removeForm } from '../../data/admin/accounts';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { AcknowledgementButton } from '../../ui/acknowledgement/acknowledgement-button';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { explain } from '../../ui/explain-problem';
import { RoutingButton } from '../../ui/routing-button';

/** What an admin can do with a form. */
export function FormActions({ form, title, onEdit }: { form: FormView; title: string; onEdit(): void }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<'pause' | 'remove' | null>(null);
  const isPaused = form.state === 'paused';
  const change = {
    onSettled: () => client.invalidateQueries({ queryKey: ['forms'] }),
    onError: (error: Error) => showProblem(explain(error)),
  };
  const turning = useMutation({
    ...change,
    mutationFn: (state: FormView['state']) => changeForm(form.id, { state }),
    onSuccess: ({ state }) => showToast({ tone: 'done', text: t(`forms.now-${state}`, { title }) }),
  });
  const removing = useMutation({
    ...change,
    mutationFn: () => removeForm(form.id),
    onSuccess: () => showToast({ tone: 'done', text: t('forms.removed', { title }) }),
  });
  const busy = turning.isPending || removing.isPending;
  return (
    <>
      <Button size="small" onPress={onEdit}>
        {t('action.edit')}
      </Button>
      <AcknowledgementButton accountId={form.id} name={title} />
      <RoutingButton accountId={form.id} name={title} />
      <Button
        size="small"
        isDisabled={busy}
        onPress={() => (isPaused ? turning.mutate('active') : setAsking('pause'))}
      >
        {t(isPaused ? 'action.resume' : 'action.pause')}
      </Button>
      <Button size="small" tone="danger" isDisabled={busy} onPress={() => setAsking('remove')}>
        {t('action.remove')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t(`forms.${asking}-title`, { title })}
          text={t(`forms.${asking}-text`)}
          verb={t(`action.${asking}`)}
          onConfirm={() => (asking === 'pause' ? turning.mutate('paused') : removing.mutate())}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
