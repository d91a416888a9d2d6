import type { AgentLinkView, SessionView } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { openAgentLink } from '../../data/agent-links';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { passwordMin, PasswordStrength } from '../../ui/password-strength';

interface ChoosePasswordProps {
  token: string;
  link: AgentLinkView;
  onDone(session: SessionView): void;
}

/** A password for whom the link is for; paste and password managers work. */
export function ChoosePassword({ token, link, onDone }: ChoosePasswordProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState(false);
  const saving = useMutation({
    mutationFn: () => openAgentLink({ token, password, ...(link.secondStep && { code }) }),
    onSuccess: onDone,
  });
  const isShort = password.length < passwordMin;
  const isWithoutCode = link.secondStep && !code.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isShort && !isWithoutCode && !saving.isPending) saving.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {saving.error ? <ProblemStrip error={saving.error} /> : null}
      {/* So that password managers know for whom they keep it. */}
      <TextField
        label={t('sign-in.email')}
        type="email"
        autoComplete="username"
        value={link.email}
        isReadOnly
      />
      <div className="space-y-2">
        <TextField
          label={t('welcome.password')}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          help={t('setup.password-help', { count: passwordMin })}
          error={checked && isShort ? t('setup.password-short', { count: passwordMin }) : undefined}
          isRequired
          autoFocus
        />
        <PasswordStrength password={password} />
      </div>
      {link.secondStep ? (
        <CodeField
          value={code}
          onChange={setCode}
          error={checked && isWithoutCode ? t('code.missing') : undefined}
        />
      ) : null}
      <Button type="submit" tone="primary" isDisabled={saving.isPending} className="min-h-10">
        {t(link.purpose === 'invite' ? 'welcome.join' : 'welcome.reset')}
      </Button>
    </form>
  );
}
