import { Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/t';
import { FieldEditor } from './field-editor';

interface EditFieldProps {
  label: string;
  /** What stands in the field when it is edited. */
  value: string;
  /** What is read otherwise; without it the value itself. */
  shown?: ReactNode;
  /** Beside the label: who said so. */
  source?: ReactNode;
  choices?: readonly { value: string; label?: string }[];
  /** The only values it can have. */
  options?: readonly { value: string; label: string }[];
  help?: string;
  onSave(value: string): Promise<void>;
}

/** A field that is edited in its place: Enter or a click opens it, Enter saves, Escape leaves it as it was. */
export function EditField({ label, value, shown, source, onSave, ...editor }: EditFieldProps) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const returns = useRef(false);
  useEffect(() => {
    if (editing) return;
    if (returns.current) opener.current?.focus();
    returns.current = false;
  }, [editing]);
  const close = () => {
    returns.current = true;
    setEditing(false);
  };
  if (editing)
    return (
      <div>
        <dt className="sr-only">{label}</dt>
        <dd>
          <FieldEditor {...editor} label={label} value={value} onSave={onSave} onClose={close} />
        </dd>
      </div>
    );
  const words = value === '' ? t('profile.not-known') : (shown ?? value);
  return (
    <div>
      <dt className="text-xs text-ink-3">
        {label}
        {source ? <> · {source}</> : null}
      </dt>
      <dd className="-mx-1.5">
        <button
          ref={opener}
          type="button"
          onClick={() => setEditing(true)}
          className="group focus-inset flex min-h-7 w-full items-center gap-2 rounded-control px-1.5 text-start text-base hover:bg-hover max-md:min-h-11"
        >
          <span className={value === '' ? 'flex-1 text-ink-3' : 'min-w-0 flex-1 wrap-anywhere'} dir="auto">
            {words}
          </span>
          <span className="sr-only">{t('profile.edit', { field: label })}</span>
          <Pencil
            className="size-3.5 shrink-0 text-ink-3 opacity-0 group-hover:opacity-100 group-focus:opacity-100 max-md:opacity-100"
            aria-hidden
          />
        </button>
      </dd>
    </div>
  );
}
