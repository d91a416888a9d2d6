import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changePassword, ownSessionsQuery } from '../../data/own-account';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { passwordMin, PasswordStrength } from '../../ui/password-strength';
import { AccountCard } from './account-card';
import { CurrentPassword } from './current-password';

/** A new password for whoever knows the old one. */
export function PasswordForm({ email }: { email: string }) {
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const saving = useMutation({
    mutationFn: () => changePassword({ current, password }),
    onSuccess: () => {
      setCurrent('');
      setPassword('');
      setChecked(false);
      void client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
      showToast({ tone: 'done', text: t('account.password-saved') });
    },
  });
  const isShort = password.length < passwordMin;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isShort && current && !saving.isPending) saving.mutate();
  };
  return (
    <AccountCard title={t('account.password')}>
      <form onSubmit={submit} className="space-y-4">
        {saving.error ? <ProblemStrip error={saving.error} /> : null}
        {/* So that password managers know for whom they keep it. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <CurrentPassword value={current} onChange={setCurrent} isAsked={checked} />
        <div className="space-y-2">
          <TextField
            label={t('account.new-password')}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            help={t('setup.password-help', { count: passwordMin })}
            error={checked && isShort ? t('setup.password-short', { count: passwordMin }) : undefined}
            isRequired
          />
          <PasswordStrength password={password} />
        </div>
        <p className="text-sm text-ink-2">{t('account.password-ends')}</p>
        <Button type="submit" isDisabled={saving.isPending} className="min-h-9">
          {t('account.change-password')}
        </Button>
      </form>
    </AccountCard>
  );
}
