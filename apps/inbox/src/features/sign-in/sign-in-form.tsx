import type { SessionView } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signIn } from '../../data/session';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';

interface SignInFormProps {
  /** The address of the agent whose session ran out. */
  email?: string;
  onSignedIn(session: SessionView): void;
}

/** Address and password; password managers and paste work. */
export function SignInForm({ email: known = '', onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const entering = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate({ email: email.trim(), password });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {entering.isError ? <ProblemStrip error={entering.error} /> : null}
      <TextField
        label={t('sign-in.email')}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        isRequired
        autoFocus={known === ''}
      />
      <TextField
        label={t('sign-in.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
        autoFocus={known !== ''}
      />
      <Button type="submit" tone="primary" isDisabled={entering.isPending} className="min-h-10">
        {entering.isPending ? t('sign-in.working') : t('sign-in.submit')}
      </Button>
    </form>
  );
}
