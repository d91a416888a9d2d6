import type { SessionView } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { hasCode } from '../../data/api/api-error';
import { signIn } from '../../data/session';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';

interface SignInFormProps {
  /** The address of the agent whose session ran out. */
  email?: string;
  onSignedIn(session: SessionView): void;
}

/** Address and password, and the code of those who set one up; password managers and paste work. */
export function SignInForm({ email: known = '', onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  /** Asked for once the password was right; another address or password may need none. */
  const [needsCode, setNeedsCode] = useState(false);
  const [checked, setChecked] = useState(false);
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: onSignedIn,
    onError: (error) => hasCode(error, 'second-step-needed') && setNeedsCode(true),
  });
  const isAsking = hasCode(entering.error, 'second-step-needed');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(needsCode);
    if (needsCode && !code.trim()) return;
    entering.mutate({ email: email.trim(), password, ...(needsCode && { code }) });
  };
  const anew = (set: (value: string) => void) => (value: string) => {
    set(value);
    setNeedsCode(false);
    setChecked(false);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {entering.isError && !isAsking ? <ProblemStrip error={entering.error} /> : null}
      <TextField
        label={t('sign-in.email')}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={anew(setEmail)}
        isRequired
        autoFocus={known === ''}
      />
      <TextField
        label={t('sign-in.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={anew(setPassword)}
        isRequired
        autoFocus={known !== ''}
      />
      {needsCode ? (
        <CodeField
          value={code}
          onChange={setCode}
          error={checked && !code.trim() ? t('code.missing') : undefined}
          autoFocus
        />
      ) : null}
      <Button type="submit" tone="primary" isDisabled={entering.isPending} className="min-h-10">
        {entering.isPending ? t('sign-in.working') : t('sign-in.submit')}
      </Button>
    </form>
  );
}
