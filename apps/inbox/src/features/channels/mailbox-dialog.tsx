import type { AccountView } from '@filo/contracts/http';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { AddressFields } from './address-fields';
import { AdvancedFields } from './advanced-fields';
import { MailServers } from './mail-servers';
import { faultPaths } from './mailbox-faults';
import { mailboxValues, type MailboxValues } from './mailbox-values';
import { ProviderButtons } from './provider-buttons';
import { TestChecks } from './test-checks';
import { useMailboxRequests } from './use-mailbox-requests';
import { useWrongFieldFocus } from './use-wrong-field-focus';

/** Adds or changes a mailbox: the settings are tried out live before anything is stored. */
export function MailboxDialog({ account, onClose }: { account: AccountView | null; onClose(): void }) {
  const [values, setValues] = useState<MailboxValues>(() => mailboxValues(account));
  const [touched, setTouched] = useState(false);
  const change = (part: Partial<MailboxValues>) => {
    setValues((old) => ({ ...old, ...part }));
    setTouched(true);
  };
  const requests = useMailboxRequests(account, values, onClose);
  const { problem, result, fieldError, busy } = requests;
  const form = useWrongFieldFocus();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.look();
    requests.save();
  };
  return (
    <Dialog
      title={t(account ? 'channels.edit-title' : 'channels.add')}
      isOpen
      onClose={onClose}
      holdsWords={touched}
      width="max-w-160"
    >
      <form ref={form.ref} onInput={form.rest} onSubmit={submit} className="space-y-5 p-5">
        {requests.isIncomplete && !result ? <ProblemStrip words={t('channels.incomplete')} /> : null}
        {problem && !result && faultPaths(problem).length === 0 ? <ProblemStrip error={problem} /> : null}
        <AddressFields values={values} isNew={account === null} onChange={change} fieldError={fieldError} />
        {account === null ? (
          <ProviderButtons isDisabled={busy || !values.address.trim()} onChoose={requests.signIn} />
        ) : null}
        <MailServers values={values} stored={account !== null} onChange={change} fieldError={fieldError} />
        <AdvancedFields
          values={values.options}
          fetches={values.imap.on}
          onChange={(options) => change({ options })}
          fieldError={fieldError}
        />
        {requests.isTrying ? (
          <p role="status" className="text-ink-2">
            {t('channels.testing')}
          </p>
        ) : null}
        {result ? <TestChecks result={result} stored={account !== null} /> : null}
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button
            onPress={() => {
              form.look();
              requests.test();
            }}
            isDisabled={busy || !values.address.trim()}
          >
            {t('channels.test')}
          </Button>
          <Button type="submit" tone="primary" isDisabled={busy}>
            {t(account ? 'action.save' : 'channels.test-and-add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
