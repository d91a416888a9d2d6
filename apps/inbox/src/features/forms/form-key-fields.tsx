import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';
import type { FormDraft } from './use-form-draft';

interface FormKeyFieldsProps {
  draft: FormDraft;
  /** The key of a form is chosen once, when it is added. */
  isNew: boolean;
  fieldError(path: string): string | undefined;
}

/** The key of a form and the languages that it speaks. */
export function FormKeyFields({ draft, isNew, fieldError }: FormKeyFieldsProps) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TextField
        label={t('forms.key')}
        help={t('forms.key-help')}
        value={draft.key}
        onChange={draft.setKey}
        isDisabled={!isNew}
        isRequired
        error={fieldError('key')}
        mono
      />
      <TextField
        label={t('forms.languages')}
        help={t('forms.languages-help')}
        value={draft.languages}
        onChange={draft.setLanguages}
        error={fieldError('definition.languages')}
      />
    </div>
  );
}
