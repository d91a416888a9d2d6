import type { FormDefinition, FormView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { changeForm, createForm } from '../../data/admin/accounts';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { usePreferences } from '../../state/preferences';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { FieldList } from './field-list';
import { formFaults, secretMin } from './form-faults';
import { SiteTokenFields } from './site-token-fields';
import { definitionOf, labelIn, withLabel } from './form-draft';
import { FormPreview } from './form-preview';

const list = (text: string) => text.split(/[\s,]+/).filter(Boolean);

/** Edits a form: its words in each language, its fields, where it may stand; the preview follows every key. */
export function FormEditor({ form, onClose }: { form: FormView | null; onClose(): void }) {
  const client = useQueryClient();
  const pageLanguage = usePreferences((state) => state.language);
  const [key, setKey] = useState(form?.key ?? '');
  const [definition, setDefinition] = useState<FormDefinition>(() => definitionOf(form, pageLanguage, t));
  const [languages, setLanguages] = useState(definition.languages.join(', '));
  const [origins, setOrigins] = useState(definition.embedOrigins.join('\n'));
  const [language, setLanguage] = useState(definition.languages[0] ?? 'en');
  const change = (part: Partial<FormDefinition>) => setDefinition((old) => ({ ...old, ...part }));
  const [secret, setSecret] = useState('');
  const [checked, setChecked] = useState(false);
  const secretSet = form?.siteTokenSecretSet ?? false;
  const faults = formFaults({ key, definition, secret, secretSet });
  const saving = useMutation({
    mutationFn: () => {
      const whole = { ...definition, languages: list(languages), embedOrigins: list(origins) };
      const body = { definition: whole, ...(secret ? { siteTokenSecret: secret } : {}) };
      return form ? changeForm(form.id, body) : createForm({ key, ...body });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['forms'] });
      showToast({ tone: 'done', text: t('forms.saved') });
      onClose();
    },
  });
  const fieldError = (path: string) => {
    const fault = checked ? faults[path] : undefined;
    if (fault) return t(fault, { count: secretMin });
    return saving.error instanceof ApiError ? saving.error.field(path) : undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = Object.keys(faults).length === 0;
    setChecked(!isWhole);
    if (isWhole) saving.mutate();
  };
  const words = (name: 'title' | 'intro' | 'thanks') => ({
    label: t(`forms.${name}`),
    value: definition[name]?.[language] ?? '',
    onChange: (text: string) => change({ [name]: withLabel(definition[name], language, text) }),
    error: fieldError(`definition.${name}`),
  });
  return (
    <form onSubmit={submit}>
      <header className="mb-4 flex items-center gap-2">
        <Button tone="quiet" onPress={onClose}>
          <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden />
          {t('admin.forms')}
        </Button>
        <h1 className="text-xl font-semibold">
          {form ? <bdi>{labelIn(definition.title, language)}</bdi> : t('forms.add')}
        </h1>
        <Button type="submit" tone="primary" className="ms-auto" isDisabled={saving.isPending}>
          {t('action.save')}
        </Button>
      </header>
      {saving.error ? <ProblemStrip error={saving.error} /> : null}
      {checked && Object.keys(faults).length > 0 ? (
        <p role="alert" className="rounded-input bg-danger-bg p-3 text-danger">
          {t('forms.incomplete')}
        </p>
      ) : null}
      <div className="mt-3 grid gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="space-y-4">
          <div className="grid gap-4 md:grid-cols-2">
            <TextField
              label={t('forms.key')}
              help={t('forms.key-help')}
              value={key}
              onChange={setKey}
              isDisabled={form !== null}
              isRequired
              error={fieldError('key')}
              mono
            />
            <TextField
              label={t('forms.languages')}
              help={t('forms.languages-help')}
              value={languages}
              onChange={setLanguages}
              error={fieldError('definition.languages')}
            />
          </div>
          <SelectField
            label={t('forms.edit-language')}
            value={language}
            onChange={setLanguage}
            options={[...new Set([...list(languages), language])].map((value) => ({ value, label: value }))}
          />
          <TextField {...words('title')} isRequired />
          <TextField {...words('intro')} rows={2} />
          <FieldList
            fields={definition.fields}
            language={language}
            faultOf={(index, part) =>
              fieldError(part ? `definition.fields.${index}.${part}` : `definition.fields.${index}`)
            }
            onChange={(fields) => change({ fields })}
          />
          <TextField {...words('thanks')} rows={2} isRequired />
          <TextField
            label={t('forms.origins')}
            help={t('forms.origins-help')}
            value={origins}
            onChange={setOrigins}
            rows={2}
            mono
            error={fieldError('definition.embedOrigins')}
          />
          <SiteTokenFields
            required={definition.requireSiteToken}
            secret={secret}
            secretSet={secretSet}
            error={fieldError('siteTokenSecret')}
            onRequired={(requireSiteToken) => change({ requireSiteToken })}
            onSecret={setSecret}
          />
        </div>
        <aside aria-label={t('forms.preview')} className="lg:sticky lg:top-0 lg:self-start">
          <p className="mb-2 text-sm font-medium text-ink-2">{t('forms.preview')}</p>
          <FormPreview definition={definition} language={language} />
        </aside>
      </div>
    </form>
  );
}
