import type { FormField } from '@filo/contracts/http';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { FieldEditor } from './field-editor';
import { fieldName, moved } from './form-draft';

interface FieldListProps {
  fields: readonly FormField[];
  language: string;
  /** What is wrong with a field, or with one part of it. */
  faultOf(index: number, part?: 'name' | 'maxLength'): string | undefined;
  onChange(fields: FormField[]): void;
}

/** The fields of a form, in their order. */
export function FieldList({ fields, language, faultOf, onChange }: FieldListProps) {
  // A field keeps its row, and the row its focus, while its name changes or it moves.
  const [ids, setIds] = useState(() => fields.map(() => crypto.randomUUID()));
  const move = (index: number, by: -1 | 1) => {
    setIds(moved(ids, index, by));
    onChange(moved(fields, index, by));
  };
  const remove = (index: number) => {
    setIds(ids.filter((_, at) => at !== index));
    onChange(fields.filter((_, at) => at !== index));
  };
  const add = () => {
    const label = t('forms.new-field');
    const name = fieldName(
      label,
      fields.map((field) => field.name),
    );
    setIds([...ids, crypto.randomUUID()]);
    onChange([...fields, { name, type: 'text', label: { [language]: label }, required: false }]);
  };
  return (
    <>
      <div className="pt-2">
        <h2 className="font-semibold">{t('forms.fields')}</h2>
        <p className="text-sm text-ink-3">{t('forms.field-name-help')}</p>
      </div>
      <ol className="space-y-3">
        {fields.map((field, index) => (
          <FieldEditor
            key={ids[index]}
            field={field}
            language={language}
            isFirst={index === 0}
            isLast={index === fields.length - 1}
            faultOf={(part) => faultOf(index, part)}
            onChange={(next) => onChange(fields.map((old, at) => (at === index ? next : old)))}
            onMove={(by) => move(index, by)}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      <Button onPress={add}>
        <Plus className="size-4" aria-hidden />
        {t('forms.add-field')}
      </Button>
    </>
  );
}
