import type { AgentAccount } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { agentAccountsQuery, deactivateAgent } from '../../data/admin/agents';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { useReactivate } from './use-reactivate';

/** Lets an agent go: says what ends at once, and asks who takes over what is open. */
export function DeactivateDialog({ agent, onClose }: { agent: AgentAccount; onClose(): void }) {
  const client = useQueryClient();
  const { data } = useQuery(agentAccountsQuery);
  const undo = useReactivate(agent);
  const [takerId, setTakerId] = useState('');
  const { name, openTopics } = agent;
  const going = useMutation({
    mutationFn: () => deactivateAgent(agent.id, takerId || null),
    onSuccess: () => {
      showToast({ tone: 'done', text: t('agents.deactivated', { name }), undo });
      onClose();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['agents'] }),
  });
  const takers = data?.items.filter(({ id, state }) => state === 'active' && id !== agent.id) ?? [];
  return (
    <Dialog title={t('agents.deactivate-title', { name })} isOpen onClose={onClose}>
      <div className="space-y-4 p-4">
        <p className="text-ink-2">{t('agents.deactivate-text')}</p>
        {going.error ? <ProblemStrip error={going.error} /> : null}
        <SelectField
          label={t('agents.taker', { count: openTopics })}
          value={takerId}
          options={[
            { value: '', label: t('agents.taker-nobody') },
            ...takers.map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={setTakerId}
          help={t('agents.taker-help')}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose} autoFocus>
            {t('action.cancel')}
          </Button>
          <Button tone="danger" isDisabled={going.isPending} onPress={() => going.mutate()}>
            {t('agents.deactivate')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
