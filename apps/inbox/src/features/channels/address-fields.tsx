import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';
import type { MailboxValues } from './mailbox-values';

interface AddressFieldsProps {
  values: MailboxValues;
  /** The address of a mailbox is chosen once, when it is added. */
  isNew: boolean;
  onChange(part: Partial<MailboxValues>): void;
  fieldError(path: string): string | undefined;
}

/** The address of a mailbox and the name that its mail carries. */
export function AddressFields({ values, isNew, onChange, fieldError }: AddressFieldsProps) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TextField
        label={t('channels.address')}
        value={values.address}
        onChange={(address) => onChange({ address })}
        isDisabled={!isNew}
        isRequired
        error={fieldError('address')}
        placeholder="support@example.org"
        autoFocus={isNew}
        inputProps={{ autoComplete: 'off' }}
      />
      <TextField
        label={t('channels.name')}
        help={t('channels.name-help')}
        value={values.name}
        onChange={(name) => onChange({ name })}
        error={fieldError('name')}
        inputProps={{ autoComplete: 'off' }}
      />
    </div>
  );
}
