import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  beginSecondStep,
  confirmSecondStep,
  ownAccountQuery,
  ownSessionsQuery,
} from '../../data/own-account';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { CopyField } from '../../ui/copy-field';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { CurrentPassword } from './current-password';
import { CodePicture } from './code-picture';
import { RecoveryCodeList } from './recovery-code-list';

/** Three steps: the password, the picture for the app and a code of it, and the recovery codes. */
export function SetUpDialog({ onClose }: { onClose(): void }) {
  const client = useQueryClient();
  const begun = useMutation({ mutationFn: beginSecondStep });
  const confirmed = useMutation({
    mutationFn: confirmSecondStep,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ownAccountQuery.queryKey });
      void client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
  });
  const step = confirmed.data ? 'codes' : begun.data ? 'confirm' : 'password';
  const title = t(step === 'codes' ? 'account.codes-title' : 'account.set-up-title');
  return (
    <Dialog
      title={title}
      isOpen
      holdsWords
      dismissable={step !== 'codes'}
      onClose={onClose}
      width="max-w-110"
    >
      {step === 'password' ? (
        <Asked
          error={begun.error}
          isBusy={begun.isPending}
          onSubmit={(current) => begun.mutate(current)}
          onClose={onClose}
        />
      ) : null}
      {step === 'confirm' && begun.data ? (
        <Confirm
          shown={begun.data}
          error={confirmed.error}
          isBusy={confirmed.isPending}
          onSubmit={(code) => confirmed.mutate(code)}
          onClose={onClose}
        />
      ) : null}
      {confirmed.data ? <RecoveryCodeList codes={confirmed.data.codes} onDone={onClose} /> : null}
    </Dialog>
  );
}

interface StepProps {
  error: unknown;
  isBusy: boolean;
  onSubmit(value: string): void;
  onClose(): void;
}

function Asked({ error, isBusy, onSubmit, onClose }: StepProps) {
  const [current, setCurrent] = useState('');
  const [checked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (current && !isBusy) onSubmit(current);
  };
  return (
    <form onSubmit={submit} className="space-y-4 p-5">
      <p className="text-ink-2">{t('account.set-up-text')}</p>
      {error ? <ProblemStrip error={error} /> : null}
      <CurrentPassword value={current} onChange={setCurrent} isAsked={checked} autoFocus />
      <Buttons verb={t('account.set-up-go-on')} isBusy={isBusy} onClose={onClose} />
    </form>
  );
}

function Confirm({
  shown,
  error,
  isBusy,
  onSubmit,
  onClose,
}: StepProps & { shown: { secret: string; uri: string } }) {
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() && !isBusy) onSubmit(code);
  };
  return (
    <form onSubmit={submit} className="space-y-4 p-5">
      <p className="text-ink-2">{t('account.set-up-scan')}</p>
      <CodePicture uri={shown.uri} />
      <CopyField label={t('account.set-up-secret')} text={shown.secret} />
      {error ? <ProblemStrip error={error} /> : null}
      <CodeField value={code} onChange={setCode} orRecovery={false} autoFocus />
      <Buttons verb={t('account.set-up-confirm')} isBusy={isBusy} onClose={onClose} />
    </form>
  );
}

function Buttons({ verb, isBusy, onClose }: { verb: string; isBusy: boolean; onClose(): void }) {
  return (
    <div className="flex justify-end gap-2">
      <Button onPress={onClose}>{t('action.cancel')}</Button>
      <Button type="submit" tone="primary" isDisabled={isBusy}>
        {verb}
      </Button>
    </div>
  );
}
