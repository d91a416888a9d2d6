import { Plus } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/text-field';
import { SmallForm } from '../small-form';
import { fieldNameOf } from '../../../i18n/field-label';
import { refusal } from './use-fact';

/** Adds a field of any name. */
export function AddField({ onSave }: { onSave(field: string, value: string): Promise<void> }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button size="small" tone="quiet" className="-ms-2" onPress={() => setOpen(true)}>
        <Plus className="size-3.5" aria-hidden />
        {t('profile.add-field')}
      </Button>
    );
  return <NewField onSave={onSave} onClose={() => setOpen(false)} />;
}

function NewField({
  onSave,
  onClose,
}: {
  onSave(field: string, value: string): Promise<void>;
  onClose(): void;
}) {
  const [label, setLabel] = useState('');
  const [value, setValue] = useState('');
  const [errors, setErrors] = useState<{ label?: string; value?: string }>({});
  const [saving, setSaving] = useState(false);
  const save = async () => {
    const field = fieldNameOf(label);
    const missing = {
      ...(field ? {} : { label: t('profile.field-missing') }),
      ...(value.trim() ? {} : { value: t('profile.value-missing') }),
    };
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setSaving(true);
    try {
      await onSave(field, value.trim());
      onClose();
    } catch (problem) {
      setErrors({ value: refusal(problem) });
      setSaving(false);
    }
  };
  return (
    <SmallForm submit={t('action.save')} saving={saving} onSubmit={() => void save()} onClose={onClose}>
      <TextField
        label={t('profile.field')}
        value={label}
        onChange={setLabel}
        autoFocus
        error={errors.label}
      />
      <TextField label={t('profile.value')} value={value} onChange={setValue} error={errors.value} />
    </SmallForm>
  );
}
