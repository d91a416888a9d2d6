import type { AgentAccount, AgentLinkMade } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountGroupsQuery, changeAgent, inviteAgent } from '../../data/admin/agents';
import { ApiError } from '../../data/api/api-error';
import { sessionQuery } from '../../data/session';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { AgentFields } from './agent-fields';
import { type AgentValues, agentValues } from './agent-values';
import { LinkMade } from './link-made';

interface AgentDialogProps {
  /** Undefined: somebody is invited. */
  agent?: AgentAccount;
  onClose(): void;
}

/** Invites an agent, or changes what one is called and may. */
export function AgentDialog({ agent, onClose }: AgentDialogProps) {
  const { data: groups } = useQuery(accountGroupsQuery);
  return (
    <Dialog
      title={agent ? t('agents.edit-title', { name: agent.name }) : t('agents.invite-title')}
      isOpen
      onClose={onClose}
      holdsWords
    >
      {groups ? (
        <AgentForm agent={agent} groupIds={groups.items.map(({ id }) => id)} onClose={onClose} />
      ) : null}
    </Dialog>
  );
}

function AgentForm({
  agent,
  groupIds,
  onClose,
}: {
  agent: AgentAccount | undefined;
  groupIds: readonly string[];
  onClose(): void;
}) {
  const [values, setValues] = useState(() => agentValues(agent, groupIds));
  const { saving, made } = useSaveAgent(agent, onClose);
  if (made) return <LinkMade name={values.name} email={values.email} made={made} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate(values);
  };
  return (
    <form onSubmit={submit} className="space-y-4 p-4">
      {saving.error ? <ProblemStrip error={saving.error} /> : null}
      <AgentFields
        values={values}
        isNew={!agent}
        errorOf={(path) => (saving.error instanceof ApiError ? saving.error.field(path) : undefined)}
        onChange={(part) => setValues((old) => ({ ...old, ...part }))}
      />
      <div className="flex justify-end gap-2 border-t border-line pt-3">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="primary" isDisabled={saving.isPending}>
          {t(agent ? 'action.save' : 'agents.invite')}
        </Button>
      </div>
    </form>
  );
}

function useSaveAgent(agent: AgentAccount | undefined, onClose: () => void) {
  const client = useQueryClient();
  const [made, setMade] = useState<AgentLinkMade | null>(null);
  const saving = useMutation({
    mutationFn: async ({ accountId, email, ...values }: AgentValues) => {
      if (!agent) return inviteAgent({ ...values, email: email.trim(), ...(accountId ? { accountId } : {}) });
      await changeAgent(agent.id, values);
      return null;
    },
    onSuccess: (link, { name }) => {
      if (link) return setMade(link);
      showToast({ tone: 'done', text: t('agents.changed', { name }) });
      onClose();
      // Whoever changed themselves is somebody else now.
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['agents'] });
      void client.invalidateQueries({ queryKey: ['account-groups'] });
    },
  });
  return { saving, made };
}
