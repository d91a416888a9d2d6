import { useId, useState } from 'react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { TextField } from '../../../ui/text-field';
import { FieldRefused } from './use-fact';

interface FieldEditorProps {
  label: string;
  value: string;
  choices?: readonly { value: string; label?: string }[];
  help?: string;
  onSave(value: string): Promise<void>;
  onClose(): void;
}

/** The open field. It closes when the server has taken the value; what it refuses is said below, and nothing is lost. */
export function FieldEditor({ label, value, choices, help, onSave, onClose }: FieldEditorProps) {
  const listId = useId();
  const [text, setText] = useState(value);
  const [error, setError] = useState<string>();
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      await onSave(text.trim());
      onClose();
    } catch (problem) {
      setError(problem instanceof FieldRefused ? problem.message : explain(problem));
      setSaving(false);
    }
  };
  return (
    <form
      className="space-y-2 rounded-input bg-sunken p-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving) void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The drawer around it stays open.
        event.stopPropagation();
        onClose();
      }}
    >
      <TextField
        label={label}
        value={text}
        onChange={setText}
        autoFocus
        error={error}
        {...(help ? { help } : {})}
        inputProps={{ dir: 'auto', autoComplete: 'off', ...(choices ? { list: listId } : {}) }}
      />
      {choices ? (
        <datalist id={listId}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} label={choice.label ?? choice.value} />
          ))}
        </datalist>
      ) : null}
      <div className="flex gap-1.5">
        <Button size="small" tone="primary" type="submit" isDisabled={saving}>
          {t('action.save')}
        </Button>
        <Button size="small" tone="quiet" onPress={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
