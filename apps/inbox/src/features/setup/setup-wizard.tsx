import type { SessionView, Setup } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { request } from '../../data/api/request';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { cx } from '../../ui/class-names';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { SelectField } from '../../ui/select-field';
import { passwordMin, setupFaults } from './setup-faults';

const steps = ['account', 'organisation'] as const;

const zones = (): string[] => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = Intl.supportedValuesOf('timeZone');
  return all.includes(own) ? all : [own, ...all];
};

/** First run: makes the first admin and names the organisation. Errors keep what was typed and lead to their step. */
export default function SetupWizard({
  token,
  onDone,
}: {
  token: string;
  onDone(session: SessionView): void;
}) {
  const [step, setStep] = useState(0);
  const [values, setValues] = useState<Required<Setup>>({
    token,
    name: '',
    email: '',
    password: '',
    organisation: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const saving = useMutation({
    mutationFn: () => request<SessionView>('/setup', { method: 'POST', body: values }),
    onSuccess: onDone,
    onError: (error) => {
      const onFirst =
        error instanceof ApiError && ['name', 'email', 'password'].some((path) => error.field(path));
      if (onFirst) setStep(0);
    },
  });
  const [checked, setChecked] = useState(false);
  const faults = setupFaults(steps[step] ?? 'account', values);
  const field = (path: keyof Setup) => {
    const fault = checked ? faults[path] : undefined;
    const refused = saving.error instanceof ApiError ? saving.error.field(path) : undefined;
    return {
      name: path,
      value: values[path],
      onChange: (value: string) => setValues((old) => ({ ...old, [path]: value })),
      error: fault ? t(fault, { count: passwordMin }) : refused,
      isRequired: true,
    };
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [first] = Object.keys(faults);
    setChecked(first !== undefined);
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else if (step === 0) setStep(1);
    else saving.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <ol className="flex gap-2 text-sm">
        {steps.map((name, index) => (
          <li
            key={name}
            {...(index === step ? { 'aria-current': 'step' as const } : {})}
            className={cx(
              'flex-1 border-t-2 pt-1.5',
              index <= step ? 'border-accent text-ink' : 'border-line text-ink-3',
            )}
          >
            {index + 1}. {t(`setup.${name}`)}
          </li>
        ))}
      </ol>
      {saving.isError ? <ProblemStrip error={saving.error} /> : null}
      {step === 0 ? (
        <>
          <TextField label={t('setup.name')} autoComplete="name" autoFocus {...field('name')} />
          <TextField label={t('sign-in.email')} type="email" autoComplete="username" {...field('email')} />
          <TextField
            label={t('sign-in.password')}
            type="password"
            autoComplete="new-password"
            help={t('setup.password-help', { count: passwordMin })}
            {...field('password')}
          />
          <Button type="submit" tone="primary" className="min-h-10">
            {t('setup.next')}
          </Button>
        </>
      ) : (
        <>
          <TextField
            label={t('setup.organisation-name')}
            autoComplete="organization"
            autoFocus
            {...field('organisation')}
          />
          <SelectField
            label={t('setup.time-zone')}
            help={t('setup.time-zone-help')}
            value={values.timeZone}
            onChange={(timeZone) => setValues((old) => ({ ...old, timeZone }))}
            options={zones().map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
          <div className="flex gap-2">
            <Button onPress={() => setStep(0)}>{t('action.back')}</Button>
            <Button type="submit" tone="primary" isDisabled={saving.isPending} className="flex-1">
              {saving.isPending ? t('setup.saving') : t('setup.finish')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
