import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../data/api/request';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { CheckField } from '../../ui/check-field';
import { explain } from '../../ui/explain-problem';

/** Whether public answers to posts of harm, law or press need a second pair of eyes: an admin says so, everybody reads it. */
export function OkRuleSwitch({ needed }: { needed: boolean }) {
  const client = useQueryClient();
  const agent = useAgent();
  // Until the list was read again it shows what was chosen: one that was on its way says what held before.
  const setting = useMutation({
    mutationFn: (next: boolean) => request('/ok-rule', { method: 'PUT', body: { needed: next } }),
    onSuccess: (_, next) => showToast({ tone: 'done', text: t(next ? 'oks.rule-on' : 'oks.rule-off') }),
    onError: (error) => showProblem(explain(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['oks'] }),
  });
  const shown = setting.isPending ? setting.variables : needed;
  return (
    <section className="mt-8 border-t border-line pt-4 text-sm text-ink-2">
      {agent.role === 'admin' ? (
        <>
          <CheckField checked={shown} onChange={(next) => setting.mutate(next)}>
            {t('oks.rule')}
          </CheckField>
          <p className="ps-6 text-xs text-ink-3">{t('oks.rule-help')}</p>
        </>
      ) : (
        <p>{t(needed ? 'oks.rule-on' : 'oks.rule-off')}</p>
      )}
    </section>
  );
}
