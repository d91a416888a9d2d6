import type { ReactNode } from 'react';
import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import type { Security, ServerValues } from './mailbox-values';

const usualPort: Record<'imap' | 'smtp', Record<Security, string>> = {
  imap: { tls: '993', starttls: '143', none: '143' },
  smtp: { tls: '465', starttls: '587', none: '25' },
};

interface ServerFieldsProps {
  kind: 'imap' | 'smtp';
  values: ServerValues;
  /** The password is stored already and stays unless a new one is typed. */
  stored: boolean;
  onChange(values: ServerValues): void;
  fieldError(path: string): string | undefined;
  children?: ReactNode;
}

/** Where mail is fetched from or handed to. */
export function ServerFields({ kind, values, stored, onChange, fieldError, children }: ServerFieldsProps) {
  const change = (part: Partial<ServerValues>) => onChange({ ...values, ...part });
  const setSecurity = (security: Security) => {
    const usual = Object.values(usualPort[kind]).includes(values.port);
    change({ security, ...(usual ? { port: usualPort[kind][security] } : {}) });
  };
  return (
    <fieldset className="rounded-panel border border-line p-4">
      <legend className="px-1 font-semibold">{t(`channels.${kind}`)}</legend>
      <CheckField checked={values.on} onChange={(on) => change({ on })}>
        {t(`channels.${kind}-on`)}
      </CheckField>
      {values.on ? (
        <div className="mt-3 grid gap-4 md:grid-cols-2">
          <TextField
            label={t('channels.host')}
            value={values.host}
            onChange={(host) => change({ host })}
            isRequired
            error={fieldError(`${kind}.host`)}
            placeholder={`${kind}.example.org`}
          />
          <div className="grid grid-cols-2 gap-4">
            <TextField
              label={t('channels.port')}
              value={values.port}
              onChange={(port) => change({ port })}
              isRequired
              error={fieldError(`${kind}.port`)}
              inputProps={{ inputMode: 'numeric' }}
            />
            <SelectField
              label={t('channels.security')}
              value={values.security}
              onChange={setSecurity}
              options={(['tls', 'starttls', 'none'] as const).map((value) => ({
                value,
                label: t(`security.${value}`),
              }))}
            />
          </div>
          <TextField
            label={t('channels.user')}
            value={values.user}
            onChange={(user) => change({ user })}
            isRequired={kind === 'imap'}
            error={fieldError(`${kind}.user`)}
            inputProps={{ autoComplete: 'off' }}
          />
          <TextField
            label={t('channels.password')}
            type="password"
            value={values.password}
            onChange={(password) => change({ password })}
            error={fieldError(`${kind}.password`)}
            {...(stored ? { help: t('channels.password-kept') } : {})}
            inputProps={{ autoComplete: 'new-password' }}
          />
          {children}
        </div>
      ) : (
        <p className="mt-1 text-sm text-ink-2">
          {values.held ? t(`channels.${kind}-dropped`, { host: values.host }) : t(`channels.${kind}-off`)}
        </p>
      )}
    </fieldset>
  );
}
