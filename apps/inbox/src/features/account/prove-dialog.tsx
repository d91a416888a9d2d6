import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ownAccountQuery, removeSecondStep, renewRecoveryCodes } from '../../data/own-account';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { CurrentPassword } from './current-password';
import { RecoveryCodeList } from './recovery-code-list';

/** Asks for password and code once more, then makes new recovery codes or asks for no code from now on. */
export function ProveDialog({ act, onClose }: { act: 'renew' | 'remove'; onClose(): void }) {
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState(false);
  const acting = useMutation({
    mutationFn: async () => {
      if (act === 'renew') return (await renewRecoveryCodes({ current, code })).codes;
      await removeSecondStep({ current, code });
      return null;
    },
    onSuccess: (codes) => {
      void client.invalidateQueries({ queryKey: ownAccountQuery.queryKey });
      if (codes) return;
      showToast({ tone: 'done', text: t('account.second-step-removed') });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (current && code.trim() && !acting.isPending) acting.mutate();
  };
  if (acting.data)
    return (
      <Dialog title={t('account.codes-title')} isOpen dismissable={false} onClose={onClose} width="max-w-110">
        <RecoveryCodeList codes={acting.data} onDone={onClose} />
      </Dialog>
    );
  return (
    <Dialog title={t(`account.${act}-title`)} isOpen holdsWords onClose={onClose} width="max-w-110">
      <form onSubmit={submit} className="space-y-4 p-5">
        <p className="text-ink-2">{t(`account.${act}-text`)}</p>
        {acting.error ? <ProblemStrip error={acting.error} /> : null}
        <CurrentPassword value={current} onChange={setCurrent} isAsked={checked} autoFocus />
        <CodeField
          value={code}
          onChange={setCode}
          error={checked && !code.trim() ? t('code.missing') : undefined}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone={act === 'remove' ? 'danger' : 'primary'} isDisabled={acting.isPending}>
            {t(`account.${act}-verb`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
