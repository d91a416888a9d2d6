import type { SessionView, Setup } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { request } from '../../data/api/request';
import { t } from '../../i18n/t';
import { passwordMin, setupFaults } from './setup-faults';
import { steps } from './setup-steps';
import { useSetupValues } from './use-setup-values';

/** Walks through the first run: checks a step before the next, and goes back to the step whose values were refused. */
export function useSetup(token: string, onDone: (session: SessionView) => void) {
  const [step, setStep] = useState(0);
  const { values, change } = useSetupValues(token);
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
      onChange: (value: string) => change({ [path]: value }),
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
  return { step, values, change, field, saving, back: () => setStep(0), submit };
}
