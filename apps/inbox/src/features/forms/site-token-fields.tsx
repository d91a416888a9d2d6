import type { FormDefinition, FormView } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { TextField } from '../../ui/text-field';
import { secretMin } from './form-faults';
import { SiteNameField } from './site-name-field';

interface SiteTokenFieldsProps {
  form: FormView | null;
  definition: FormDefinition;
  language: string;
  secret: string;
  fieldError(path: string): string | undefined;
  onChange(part: Partial<FormDefinition>): void;
  onSecret(secret: string): void;
}

/** Whether only people signed in on the company's own site may write, the secret that proves them, and whose users they are. */
export function SiteTokenFields(props: SiteTokenFieldsProps) {
  const { form, definition, language, secret, fieldError, onChange, onSecret } = props;
  return (
    <fieldset className="space-y-2">
      <legend className="font-semibold">{t('forms.site-token')}</legend>
      <CheckField
        checked={definition.requireSiteToken}
        onChange={(requireSiteToken) => onChange({ requireSiteToken })}
      >
        {t('forms.require-site-token')}
      </CheckField>
      <TextField
        label={t('forms.secret')}
        help={t(form?.siteTokenSecretSet ? 'forms.secret-set' : 'forms.secret-help', { count: secretMin })}
        type="password"
        autoComplete="off"
        value={secret}
        onChange={onSecret}
        error={fieldError('siteTokenSecret')}
        mono
      />
      <SiteNameField
        site={definition.site}
        formId={form?.id}
        language={language}
        error={fieldError('definition.site')}
        onSite={(site) => onChange({ site })}
      />
    </fieldset>
  );
}
