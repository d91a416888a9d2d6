import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { askForLink } from '../../data/agent-links';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';

/** Asks for a link; what it says afterwards is the same whether or not there is such an agent. */
export function ForgotForm() {
  const [email, setEmail] = useState('');
  const asking = useMutation({ mutationFn: () => askForLink(email.trim()) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!asking.isPending) asking.mutate();
  };
  if (asking.data)
    return <p role="status">{t(asking.data.byMail ? 'forgot.mailed' : 'forgot.ask-admin', { email })}</p>;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {asking.error ? <ProblemStrip error={asking.error} /> : null}
      <TextField
        label={t('sign-in.email')}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        isRequired
        autoFocus
      />
      <Button type="submit" tone="primary" isDisabled={asking.isPending} className="min-h-10">
        {t('forgot.submit')}
      </Button>
    </form>
  );
}
