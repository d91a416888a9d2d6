import type { AgentAccount } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endSecondStep } from '../../data/admin/agents';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { explain } from '../../ui/explain-problem';

/** Takes the second step off an agent who lost the device that makes codes. */
export function EndSecondStepDialog({ agent, onClose }: { agent: AgentAccount; onClose(): void }) {
  const client = useQueryClient();
  const { id, name } = agent;
  const ending = useMutation({
    mutationFn: () => endSecondStep(id),
    onSuccess: () => showToast({ tone: 'done', text: t('agents.second-step-removed', { name }) }),
    onError: (error) => showProblem(explain(error)),
    onSettled: () => void client.invalidateQueries({ queryKey: ['agents'] }),
  });
  return (
    <ConfirmDialog
      title={t('agents.second-step-title', { name })}
      text={t('agents.second-step-text')}
      verb={t('agents.remove-second-step')}
      onConfirm={() => ending.mutate()}
      onClose={onClose}
    />
  );
}
