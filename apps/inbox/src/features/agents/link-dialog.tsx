import type { AgentAccount } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { agentMailQuery, makeAgentLink } from '../../data/admin/agents';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { LinkMade } from './link-made';
import { LinkWay } from './link-way';

/** A new link for who never came, or who forgot their password; the one before is void. */
export function LinkDialog({ agent, onClose }: { agent: AgentAccount; onClose(): void }) {
  const client = useQueryClient();
  const { data: mail } = useQuery(agentMailQuery);
  const [accountId, setAccountId] = useState('');
  const making = useMutation({
    mutationFn: () => makeAgentLink(agent.id, accountId || undefined),
    onSettled: () => void client.invalidateQueries({ queryKey: ['agents'] }),
  });
  const { name, email, state } = agent;
  return (
    <Dialog title={t('agents.link-title', { name })} isOpen onClose={onClose}>
      {making.data ? (
        <LinkMade name={name} email={email} made={making.data} onClose={onClose} />
      ) : (
        <div className="space-y-4 p-4">
          <p className="text-ink-2">
            {t(state === 'invited' ? 'agents.link-invites' : 'agents.link-resets')}
          </p>
          {making.error ? <ProblemStrip error={making.error} /> : null}
          <LinkWay accounts={mail?.accounts ?? []} value={accountId} onChange={setAccountId} />
          <div className="flex justify-end gap-2">
            <Button onPress={onClose}>{t('action.cancel')}</Button>
            <Button tone="primary" isDisabled={making.isPending} onPress={() => making.mutate()}>
              {t('agents.make-link')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
