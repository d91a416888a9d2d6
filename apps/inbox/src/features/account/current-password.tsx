import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';

interface CurrentPasswordProps {
  value: string;
  onChange(value: string): void;
  /** It was left empty. */
  isAsked: boolean;
  autoFocus?: boolean;
}

/** The password of now, asked for before what opens an account is changed. */
export function CurrentPassword({ value, onChange, isAsked, autoFocus = false }: CurrentPasswordProps) {
  return (
    <TextField
      label={t('account.current-password')}
      type="password"
      autoComplete="current-password"
      value={value}
      onChange={onChange}
      error={isAsked && !value ? t('account.current-missing') : undefined}
      isRequired
      autoFocus={autoFocus}
    />
  );
}
