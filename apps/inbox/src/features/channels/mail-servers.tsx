import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';
import type { MailboxValues } from './mailbox-values';
import { ServerFields } from './server-fields';

interface MailServersProps {
  values: MailboxValues;
  stored: boolean;
  onChange(part: Partial<MailboxValues>): void;
  fieldError(path: string): string | undefined;
}

/** The server that mail is fetched from, with what is fetched, and the one it is sent through. */
export function MailServers({ values, stored, onChange, fieldError }: MailServersProps) {
  return (
    <>
      <ServerFields
        kind="imap"
        values={values.imap}
        stored={stored}
        onChange={(imap) => onChange({ imap })}
        fieldError={fieldError}
      >
        <TextField
          label={t('channels.folders')}
          help={t('channels.folders-help')}
          value={values.folders}
          onChange={(folders) => onChange({ folders })}
          error={fieldError('imap.folders')}
        />
        <TextField
          label={t('channels.import-days')}
          help={t('channels.import-days-help')}
          value={values.importDays}
          onChange={(importDays) => onChange({ importDays })}
          error={fieldError('importDays')}
          inputProps={{ inputMode: 'numeric' }}
        />
      </ServerFields>
      <ServerFields
        kind="smtp"
        values={values.smtp}
        stored={stored}
        onChange={(smtp) => onChange({ smtp })}
        fieldError={fieldError}
      />
    </>
  );
}
