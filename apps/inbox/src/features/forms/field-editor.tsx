import type { FormField } from '@filo/contracts/http';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { IconButton } from '../../ui/icon-button';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { fieldName, labelIn, withLabel, withMaxLength, withType } from './form-draft';

const types = ['text', 'email', 'textarea', 'choice', 'file', 'consent', 'phone'] as const;

/** Kinds into which text of any length could be typed. */
const hasLength: ReadonlySet<FormField['type']> = new Set(['text', 'email', 'textarea', 'phone']);

interface FieldEditorProps {
  field: FormField;
  language: string;
  isFirst: boolean;
  isLast: boolean;
  faultOf(part?: 'name' | 'maxLength'): string | undefined;
  onChange(field: FormField): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** One field of a form. */
export function FieldEditor(props: FieldEditorProps) {
  const { field, language, isFirst, isLast, faultOf, onChange, onMove, onRemove } = props;
  const name = labelIn(field.label, language) || field.name;
  return (
    <li className="rounded-panel border border-line bg-surface p-3">
      <div className="grid gap-3 md:grid-cols-[1fr_10rem]">
        <TextField
          label={t('forms.field-label')}
          value={field.label[language] ?? ''}
          onChange={(text) => onChange({ ...field, label: withLabel(field.label, language, text) })}
          error={faultOf()}
          isRequired
        />
        <SelectField
          label={t('forms.field-type')}
          value={field.type}
          onChange={(type) => onChange(withType(field, type))}
          options={types.map((value) => ({ value, label: t(`field.${value}`) }))}
        />
      </div>
      <TextField
        className="mt-3"
        label={t('forms.field-help')}
        value={field.help?.[language] ?? ''}
        onChange={(text) => onChange({ ...field, help: withLabel(field.help, language, text) })}
      />
      {field.type === 'choice' ? <Choices field={field} language={language} onChange={onChange} /> : null}
      <div className="mt-3 grid gap-3 md:grid-cols-2">
        <TextField
          label={t('forms.field-name')}
          value={field.name}
          onChange={(own) => onChange({ ...field, name: own.trim() })}
          error={faultOf('name')}
          mono
          isRequired
        />
        {hasLength.has(field.type) ? (
          <TextField
            label={t('forms.max-length')}
            placeholder={t('forms.max-length-usual')}
            value={field.maxLength === undefined ? '' : String(field.maxLength)}
            onChange={(text) => onChange(withMaxLength(field, text))}
            error={faultOf('maxLength')}
            inputProps={{ inputMode: 'numeric' }}
          />
        ) : null}
      </div>
      <div className="mt-2 flex items-center gap-1">
        <CheckField checked={field.required} onChange={(required) => onChange({ ...field, required })}>
          {t('forms.required')}
        </CheckField>
        <span className="ms-auto flex">
          <IconButton label={t('forms.move-up', { name })} onPress={() => onMove(-1)} isDisabled={isFirst}>
            <ArrowUp className="size-4" aria-hidden />
          </IconButton>
          <IconButton label={t('forms.move-down', { name })} onPress={() => onMove(1)} isDisabled={isLast}>
            <ArrowDown className="size-4" aria-hidden />
          </IconButton>
          <IconButton
            label={t('forms.remove-field', { name })}
            onPress={onRemove}
            isDisabled={isFirst && isLast}
          >
            <Trash2 className="size-4" aria-hidden />
          </IconButton>
        </span>
      </div>
    </li>
  );
}

/** The choices as lines; a line keeps its value, by which answers are known, when its words change. */
function Choices({ field, language, onChange }: Pick<FieldEditorProps, 'field' | 'language' | 'onChange'>) {
  const choices = (field.choices ?? []).map((choice) => labelIn(choice.label, language)).join('\n');
  const setChoices = (text: string) => {
    const taken: string[] = [];
    const next = text.split('\n').map((line, index) => {
      const old = field.choices?.[index];
      const value = old?.value ?? fieldName(line, taken);
      taken.push(value);
      return { value, label: withLabel(old?.label, language, line) };
    });
    onChange({ ...field, choices: next });
  };
  return (
    <TextField
      className="mt-3"
      label={t('forms.choices')}
      help={t('forms.choices-help')}
      value={choices}
      onChange={setChoices}
      rows={3}
    />
  );
}
