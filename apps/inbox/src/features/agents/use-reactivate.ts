import type { AgentAccount } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { reactivateAgent } from '../../data/admin/agents';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';

/** Takes an agent back, with the topics that nobody handed on since. */
export function useReactivate({ id, name }: AgentAccount) {
  const client = useQueryClient();
  return () =>
    void reactivateAgent(id)
      .then(() => showToast({ tone: 'done', text: t('agents.reactivated', { name }) }))
      .catch((error: unknown) => showProblem(explain(error)))
      .finally(() => void client.invalidateQueries({ queryKey: ['agents'] }));
}
