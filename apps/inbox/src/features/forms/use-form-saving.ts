import type { FormView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeForm, createForm } from '../../data/admin/accounts';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { listed } from './form-draft';
import { formFaults, secretMin } from './form-faults';
import type { FormDraft } from './use-form-draft';

function useFormRequest(form: FormView | null, draft: FormDraft, onClose: () => void) {
  const client = useQueryClient();
  const { key, definition, languages, origins, secret } = draft;
  return useMutation({
    mutationFn: () => {
      const whole = { ...definition, languages: listed(languages), embedOrigins: listed(origins) };
      const body = { definition: whole, ...(secret ? { siteTokenSecret: secret } : {}) };
      return form ? changeForm(form.id, body) : createForm({ key, ...body });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['forms'] });
      showToast({ tone: 'done', text: t('forms.saved') });
      onClose();
    },
  });
}

/** Stores a form that is whole; of one that is not, tells what is missing, field by field, once saving was tried. */
export function useFormSaving(form: FormView | null, draft: FormDraft, onClose: () => void) {
  const { key, definition, secret } = draft;
  const [checked, setChecked] = useState(false);
  const faults = formFaults({ key, definition, secret, secretSet: form?.siteTokenSecretSet ?? false });
  const saving = useFormRequest(form, draft, onClose);
  const fieldError = (path: string) => {
    const fault = checked ? faults[path] : undefined;
    if (fault) return t(fault, { count: secretMin });
    return saving.error instanceof ApiError ? saving.error.field(path) : undefined;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isWhole = Object.keys(faults).length === 0;
    setChecked(!isWhole);
    if (isWhole) saving.mutate();
    else focusFirstFault(event.currentTarget);
  };
  return { saving, checked, faults, fieldError, submit };
}

/** The form is longer than the screen: what is missing would stay out of sight. It is marked with the next paint. */
const focusFirstFault = (form: HTMLFormElement): void =>
  void requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
