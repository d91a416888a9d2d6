import type { FormView } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { FieldList } from './field-list';
import { labelIn, listed, withLabel } from './form-draft';
import { FormEditorHeader } from './form-editor-header';
import { FormKeyFields } from './form-key-fields';
import { FormPreview } from './form-preview';
import { SiteTokenFields } from './site-token-fields';
import { useFormDraft } from './use-form-draft';
import { useFormSaving } from './use-form-saving';

/** Edits a form: its words in each language, its fields, where it may stand; the preview follows every key. */
export function FormEditor({ form, onClose }: { form: FormView | null; onClose(): void }) {
  const draft = useFormDraft(form);
  const { definition, change, languages, origins, language, secret } = draft;
  const { saving, checked, faults, fieldError, submit } = useFormSaving(form, draft, onClose);
  const words = (name: 'title' | 'intro' | 'thanks') => ({
    label: t(`forms.${name}`),
    value: definition[name]?.[language] ?? '',
    onChange: (text: string) => change({ [name]: withLabel(definition[name], language, text) }),
    error: fieldError(`definition.${name}`),
  });
  return (
    <form onSubmit={submit}>
      <FormEditorHeader
        title={form ? labelIn(definition.title, language) : null}
        isSaving={saving.isPending}
        onClose={onClose}
      />
      {saving.error ? <ProblemStrip error={saving.error} /> : null}
      {checked && Object.keys(faults).length > 0 ? (
        <p role="alert" className="rounded-input bg-danger-bg p-3 text-danger">
          {t('forms.incomplete')}
        </p>
      ) : null}
      <div className="mt-3 grid gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="space-y-4">
          <FormKeyFields draft={draft} isNew={form === null} fieldError={fieldError} />
          <SelectField
            label={t('forms.edit-language')}
            value={language}
            onChange={draft.setLanguage}
            options={[...new Set([...listed(languages), language])].map((value) => ({ value, label: value }))}
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
            onChange={draft.setOrigins}
            rows={2}
            mono
            error={fieldError('definition.embedOrigins')}
          />
          <CheckField
            checked={definition.confirmAddress}
            onChange={(confirmAddress) => change({ confirmAddress })}
          >
            {t('forms.confirm-address')}
          </CheckField>
          <SiteTokenFields
            form={form}
            definition={definition}
            language={language}
            secret={secret}
            fieldError={fieldError}
            onChange={change}
            onSecret={draft.setSecret}
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
