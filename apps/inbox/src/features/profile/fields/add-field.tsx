import { Plus } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { TextField } from '../../../ui/text-field';
import { fieldNameOf } from './field-label';

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
  const saving = useRef(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const field = fieldNameOf(label);
    const missing = {
      ...(field ? {} : { label: t('profile.field-missing') }),
      ...(value.trim() ? {} : { value: t('profile.value-missing') }),
    };
    setErrors(missing);
    if (saving.current || Object.keys(missing).length > 0) return;
    saving.current = true;
    try {
      await onSave(field, value.trim());
      onClose();
    } catch (error) {
      setErrors({ value: error instanceof Error ? error.message : explain(error) });
    }
    saving.current = false;
  };
  return (
    <form
      className="space-y-2 rounded-input bg-sunken p-2"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <TextField
        label={t('profile.field')}
        value={label}
        onChange={setLabel}
        autoFocus
        error={errors.label}
      />
      <TextField label={t('profile.value')} value={value} onChange={setValue} error={errors.value} />
      <div className="flex gap-1.5">
        <Button size="small" tone="primary" type="submit">
          {t('action.save')}
        </Button>
        <Button size="small" tone="quiet" onPress={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
