import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';
import type { BlueskyValues } from './bluesky-values';

interface BlueskyFieldsProps {
  values: BlueskyValues;
  /** The handle of an account is chosen once, when it is added. */
  isNew: boolean;
  /** It signed in at Bluesky, so that there is no password and the service is known. */
  isSignedIn: boolean;
  onChange(part: Partial<BlueskyValues>): void;
  fieldError(path: string): string | undefined;
}

/** Whose profile it is, and how to sign in. */
export function BlueskyFields({ values, isNew, isSignedIn, onChange, fieldError }: BlueskyFieldsProps) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t('bluesky.handle')}
          value={values.handle}
          onChange={(handle) => onChange({ handle })}
          isDisabled={!isNew}
          isRequired
          error={fieldError('address')}
          placeholder="shop.bsky.social"
          autoFocus={isNew}
          inputProps={{ autoComplete: 'off', spellCheck: false }}
        />
        <TextField
          label={t('bluesky.name')}
          help={t('bluesky.name-help')}
          value={values.name}
          onChange={(name) => onChange({ name })}
          error={fieldError('name')}
          inputProps={{ autoComplete: 'off' }}
        />
      </div>
      {isSignedIn ? null : <PasswordFields {...{ values, isNew, onChange, fieldError }} />}
    </>
  );
}

function PasswordFields({ values, isNew, onChange, fieldError }: Omit<BlueskyFieldsProps, 'isSignedIn'>) {
  return (
    <>
      <TextField
        label={t('bluesky.app-password')}
        help={t(isNew ? 'bluesky.app-password-help' : 'channels.password-kept')}
        type="password"
        value={values.appPassword}
        onChange={(appPassword) => onChange({ appPassword })}
        isRequired={isNew}
        error={fieldError('secrets.appPassword')}
        inputProps={{ autoComplete: 'new-password' }}
      />
      <TextField
        label={t('bluesky.service')}
        help={t('bluesky.service-help')}
        value={values.service}
        onChange={(service) => onChange({ service })}
        isRequired
        error={fieldError('settings.service')}
        inputProps={{ autoComplete: 'off', spellCheck: false }}
      />
    </>
  );
}
