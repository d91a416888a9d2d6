import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { TextField } from '../../ui/text-field';
import { secretMin } from './form-faults';

interface SiteTokenFieldsProps {
  required: boolean;
  secret: string;
  secretSet: boolean;
  error: string | undefined;
  onRequired(required: boolean): void;
  onSecret(secret: string): void;
}

/** Whether only people signed in on the company's own site may write, and the secret that proves them. */
export function SiteTokenFields(props: SiteTokenFieldsProps) {
  const { required, secret, secretSet, error, onRequired, onSecret } = props;
  return (
    <fieldset className="space-y-2">
      <legend className="font-semibold">{t('forms.site-token')}</legend>
      <CheckField checked={required} onChange={onRequired}>
        {t('forms.require-site-token')}
      </CheckField>
      <TextField
        label={t('forms.secret')}
        help={t(secretSet ? 'forms.secret-set' : 'forms.secret-help', { count: secretMin })}
        type="password"
        autoComplete="off"
        value={secret}
        onChange={onSecret}
        error={error}
        mono
      />
    </fieldset>
  );
}
