import { useQueryClient } from '@tanstack/react-query';
import { request } from '../../data/api/request';
import { oksQuery } from '../../data/oks/oks-query';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { CheckField } from '../../ui/check-field';
import { explain } from '../../ui/explain-problem';

/** Whether public answers to posts of harm, law or press need a second pair of eyes: an admin says so, everybody reads it. */
export function OkRuleSwitch({ needed }: { needed: boolean }) {
  const client = useQueryClient();
  const agent = useAgent();
  const set = (next: boolean) => {
    client.setQueryData(oksQuery.queryKey, (list) => list && { ...list, rule: { needed: next } });
    void request('/ok-rule', { method: 'PUT', body: { needed: next } })
      .then(() => showToast({ tone: 'done', text: t(next ? 'oks.rule-on' : 'oks.rule-off') }))
      .catch((error: unknown) => showProblem(explain(error)))
      .finally(() => void client.invalidateQueries({ queryKey: ['oks'] }));
  };
  return (
    <section className="mt-8 border-t border-line pt-4 text-sm text-ink-2">
      {agent.role === 'admin' ? (
        <>
          <CheckField checked={needed} onChange={set}>
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
