import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';
import { instanceOf, type MastodonValues } from './mastodon-values';

interface MastodonFieldsProps {
  values: MastodonValues;
  /** The handle of an account is chosen once, when it is added. */
  isNew: boolean;
  onChange(part: Partial<MastodonValues>): void;
  fieldError(path: string): string | undefined;
}

/** Whose profile it is, and how to reach it. */
export function MastodonFields({ values, isNew, onChange, fieldError }: MastodonFieldsProps) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t('mastodon.handle')}
          value={values.handle}
          onChange={(handle) => onChange({ handle })}
          isDisabled={!isNew}
          isRequired
          error={fieldError('address')}
          placeholder="@shop@mastodon.social"
          autoFocus={isNew}
          inputProps={{ autoComplete: 'off', spellCheck: false }}
        />
        <TextField
          label={t('mastodon.name')}
          help={t('mastodon.name-help')}
          value={values.name}
          onChange={(name) => onChange({ name })}
          error={fieldError('name')}
          inputProps={{ autoComplete: 'off' }}
        />
      </div>
      <TextField
        label={t('mastodon.access-token')}
        help={t(isNew ? 'mastodon.access-token-help' : 'channels.password-kept')}
        type="password"
        value={values.accessToken}
        onChange={(accessToken) => onChange({ accessToken })}
        isRequired={isNew}
        error={fieldError('secrets.accessToken')}
        inputProps={{ autoComplete: 'new-password' }}
      />
      <TextField
        label={t('mastodon.instance')}
        help={t('mastodon.instance-help')}
        value={values.instance}
        onChange={(instance) => onChange({ instance })}
        error={fieldError('settings.instance')}
        placeholder={instanceOf({ ...values, instance: '' }) || 'https://mastodon.social'}
        inputProps={{ autoComplete: 'off', spellCheck: false }}
      />
    </>
  );
}
