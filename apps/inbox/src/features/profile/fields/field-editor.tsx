import { useId, useState } from 'react';
import { t } from '../../../i18n/t';
import { SelectField } from '../../../ui/select-field';
import { TextField } from '../../../ui/text-field';
import { SmallForm } from '../small-form';
import { refusal } from './use-fact';

interface FieldEditorProps {
  label: string;
  value: string;
  choices?: readonly { value: string; label?: string }[];
  options?: readonly { value: string; label: string }[];
  help?: string;
  onSave(value: string): Promise<void>;
  onClose(): void;
}

/** The open field. It closes when the server has taken the value; what it refuses is said below, and nothing is lost. */
export function FieldEditor(props: FieldEditorProps) {
  const { label, value, choices, options, help, onSave, onClose } = props;
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
      setError(refusal(problem));
      setSaving(false);
    }
  };
  return (
    <SmallForm submit={t('action.save')} saving={saving} onSubmit={() => void save()} onClose={onClose}>
      {options ? (
        <SelectField
          label={label}
          value={text}
          options={options}
          onChange={setText}
          autoFocus
          error={error}
          {...(help ? { help } : {})}
        />
      ) : (
        <TextField
          label={label}
          value={text}
          onChange={setText}
          autoFocus
          error={error}
          {...(help ? { help } : {})}
          inputProps={{ dir: 'auto', autoComplete: 'off', ...(choices ? { list: listId } : {}) }}
        />
      )}
      {choices ? (
        <datalist id={listId}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} label={choice.label ?? choice.value} />
          ))}
        </datalist>
      ) : null}
    </SmallForm>
  );
}
