import { t } from '../i18n/t';
import { TextField } from './text-field';

interface CodeFieldProps {
  value: string;
  onChange(value: string): void;
  /** A recovery code does as well. */
  orRecovery?: boolean;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** Six digits of an app; telephones offer what they got. */
export function CodeField({ value, onChange, orRecovery = true, error, autoFocus = false }: CodeFieldProps) {
  return (
    <TextField
      label={t('code.label')}
      value={value}
      onChange={onChange}
      help={t(orRecovery ? 'code.help' : 'code.help-app')}
      error={error}
      autoComplete="one-time-code"
      inputProps={{ inputMode: orRecovery ? 'text' : 'numeric', autoCapitalize: 'none', spellCheck: false }}
      isRequired
      autoFocus={autoFocus}
    />
  );
}
