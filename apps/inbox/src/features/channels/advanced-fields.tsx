import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { t } from '../../i18n/t';
import { CheckField } from '../../ui/check-field';
import { cx } from '../../ui/class-names';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import type { MailboxOptions } from './mailbox-options';

interface AdvancedFieldsProps {
  values: MailboxOptions;
  /** Mail is fetched, so that there are folders. */
  fetches: boolean;
  onChange(values: MailboxOptions): void;
  fieldError(path: string): string | undefined;
}

/** What few mailboxes need, each with a plain word of what it is for; open at once where something is set. */
export function AdvancedFields({ values, fetches, onChange, fieldError }: AdvancedFieldsProps) {
  const id = useId();
  const [open, setOpen] = useState(() => isUnusual(values));
  return (
    <section>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-8 items-center gap-1 rounded-control pe-2 font-semibold text-ink-2 hover:text-ink max-md:min-h-11"
      >
        <ChevronRight className={cx('size-4', open && 'rotate-90 rtl:-rotate-90')} aria-hidden />
        {t('advanced.title')}
      </button>
      <div id={id} hidden={!open} className="mt-2 space-y-4 rounded-panel border border-line p-4">
        {open ? (
          <Options values={values} fetches={fetches} onChange={onChange} fieldError={fieldError} />
        ) : null}
      </div>
    </section>
  );
}

const isUnusual = (values: MailboxOptions): boolean =>
  values.sent !== 'named' ||
  values.appendSent ||
  values.topicPerSubject ||
  values.trustedHosts !== '' ||
  values.forwarders !== '' ||
  values.formMailers !== '';

/** Lists, one entry per line. */
const lists = [
  ['trustedHosts', 'trusted-hosts'],
  ['forwarders', 'forwarders'],
  ['formMailers', 'form-mailers'],
] as const;

function Options({ values, fetches, onChange, fieldError }: AdvancedFieldsProps) {
  const change = (part: Partial<MailboxOptions>) => onChange({ ...values, ...part });
  return (
    <>
      {fetches ? <SentFields values={values} change={change} error={fieldError('imap.sentFolder')} /> : null}
      <Option
        checked={values.topicPerSubject}
        onChange={(topicPerSubject) => change({ topicPerSubject })}
        name="topic-per-subject"
      />
      {lists.map(([name, text]) => (
        <TextField
          key={name}
          label={t(`advanced.${text}`)}
          help={t(`advanced.${text}-help`)}
          value={values[name]}
          onChange={(lines) => change({ [name]: lines })}
          error={fieldError(name)}
          rows={2}
          mono
        />
      ))}
    </>
  );
}

interface SentFieldsProps {
  values: MailboxOptions;
  change(part: Partial<MailboxOptions>): void;
  error: string | undefined;
}

function SentFields({ values, change, error }: SentFieldsProps) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField
          label={t('advanced.sent')}
          help={t('advanced.sent-help')}
          value={values.sent}
          onChange={(sent) => change({ sent })}
          options={(['named', 'none', 'folder'] as const).map((value) => ({
            value,
            label: t(`advanced.sent-${value}`),
          }))}
        />
        {values.sent === 'folder' ? (
          <TextField
            label={t('advanced.sent-name')}
            value={values.sentFolder}
            onChange={(sentFolder) => change({ sentFolder })}
            error={error}
            isRequired
          />
        ) : null}
      </div>
      <Option
        checked={values.appendSent}
        onChange={(appendSent) => change({ appendSent })}
        name="append-sent"
      />
    </>
  );
}

function Option({
  checked,
  onChange,
  name,
}: {
  checked: boolean;
  onChange(on: boolean): void;
  name: 'append-sent' | 'topic-per-subject';
}) {
  return (
    <div>
      <CheckField checked={checked} onChange={onChange}>
        {t(`advanced.${name}`)}
      </CheckField>
      <p className="ps-6 text-xs text-ink-3">{t(`advanced.${name}-help`)}</p>
    </div>
  );
}
