import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { TextField } from '../../ui/text-field';
import { xKeys, type XValues } from './x-values';

interface XFieldsProps {
  values: XValues;
  /** The handle of an account is chosen once, when it is added. */
  isNew: boolean;
  onChange(part: Partial<XValues>): void;
  fieldError(path: string): string | undefined;
}

const labels = {
  appKey: 'x.app-key',
  appSecret: 'x.app-secret',
  accessToken: 'x.access-token',
  accessSecret: 'x.access-secret',
} as const;

/** Whose account it is, and the keys by which our app acts as it. */
export function XFields({ values, isNew, onChange, fieldError }: XFieldsProps) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t('x.handle')}
          value={values.handle}
          onChange={(handle) => onChange({ handle })}
          isDisabled={!isNew}
          isRequired
          error={fieldError('address')}
          placeholder="@shop"
          autoFocus={isNew}
          inputProps={{ autoComplete: 'off', spellCheck: false }}
        />
        <TextField
          label={t('x.name')}
          help={t('x.name-help')}
          value={values.name}
          onChange={(name) => onChange({ name })}
          error={fieldError('name')}
          inputProps={{ autoComplete: 'off' }}
        />
      </div>
      <p className="text-ink-2">{t(isNew ? 'x.keys-help' : 'x.keys-kept')}</p>
      <div className="grid gap-4 md:grid-cols-2">
        {xKeys.map((key) => (
          <TextField
            key={key}
            label={t(labels[key])}
            type="password"
            value={values[key]}
            onChange={(value) => onChange({ [key]: value })}
            isRequired={isNew}
            error={fieldError(`secrets.${key}`)}
            inputProps={{ autoComplete: 'new-password' }}
          />
        ))}
      </div>
      <CheckField checked={values.longPosts} onChange={(longPosts) => onChange({ longPosts })}>
        {t('x.long-posts')}
      </CheckField>
      <CheckField checked={values.isTold} onChange={(isTold) => onChange({ isTold })}>
        {t('x.webhook')}
      </CheckField>
      {values.isTold && (
        <TextField
          label={t('x.webhook-url')}
          help={t('x.webhook-help')}
          value={values.webhookUrl}
          onChange={(webhookUrl) => onChange({ webhookUrl })}
          isRequired
          error={fieldError('settings.webhookUrl')}
          placeholder="https://hooks.example.com"
          inputProps={{ autoComplete: 'off', spellCheck: false, inputMode: 'url' }}
        />
      )}
      <p className="text-ink-2">{t('x.costs-help')}</p>
    </>
  );
}
