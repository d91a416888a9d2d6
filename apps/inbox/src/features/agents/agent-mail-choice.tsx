import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { agentMailQuery, setAgentMail } from '../../data/admin/agents';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { SelectField } from '../../ui/select-field';

/** Which account mails a link to agents who forgot their password; without one they ask an admin. */
export function AgentMailChoice() {
  const client = useQueryClient();
  const { data } = useQuery(agentMailQuery);
  const setting = useMutation({
    mutationFn: setAgentMail,
    onSuccess: (next) => {
      client.setQueryData(agentMailQuery.queryKey, next);
      showToast({ tone: 'done', text: t('agents.mail-set') });
    },
    onError: (error) => showProblem(explain(error)),
  });
  if (!data) return null;
  return (
    <section className="mt-8 space-y-3">
      <h2 className="text-lg font-semibold">{t('agents.mail-title')}</h2>
      <SelectField
        className="max-w-100"
        label={t('agents.mail-account')}
        value={data.accountId ?? ''}
        options={[
          { value: '', label: t('agents.mail-none') },
          ...data.accounts.map(({ id, address }) => ({ value: id, label: address })),
        ]}
        onChange={(id) => setting.mutate(id || null)}
        help={t(data.accounts.length ? 'agents.mail-help' : 'agents.link-no-account')}
      />
    </section>
  );
}
