import type { AccountTest, AccountView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeAccount, createAccount, testAccount, testChange } from '../../data/admin/accounts';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { AdvancedFields } from './advanced-fields';
import { checksOf } from './checks-of';
import {
  consentRequest,
  mailboxPatch,
  mailboxRequest,
  mailboxValues,
  type MailboxValues,
} from './mailbox-values';
import { ProviderButtons } from './provider-buttons';
import { ServerFields } from './server-fields';
import { TestChecks } from './test-checks';
import { useConsent } from './use-consent';

/** Adds or changes a mailbox: the settings are tried out live before anything is stored. */
export function MailboxDialog({ account, onClose }: { account: AccountView | null; onClose(): void }) {
  const client = useQueryClient();
  const [values, setValues] = useState<MailboxValues>(() => mailboxValues(account));
  const change = (part: Partial<MailboxValues>) => setValues((old) => ({ ...old, ...part }));
  // A mailbox that exists is tested with the passwords that are stored, which this page never sees.
  const testing = useMutation({
    mutationFn: () =>
      account ? testChange(account.id, mailboxPatch(values)) : testAccount(mailboxRequest(values)),
  });
  const saving = useMutation({
    mutationFn: () =>
      account ? changeAccount(account.id, mailboxPatch(values)) : createAccount(mailboxRequest(values)),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      showToast({ tone: 'done', text: t('channels.saved', { address: saved.address }) });
      onClose();
    },
  });
  const consent = useConsent();
  const problem = saving.error ?? testing.error ?? consent.error;
  const fieldError = (path: string) => (problem instanceof ApiError ? problem.fieldOrEntry(path) : undefined);
  const result: AccountTest | undefined = testing.data ?? checksOf(problem);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const busy = saving.isPending || testing.isPending || consent.isPending;
  return (
    <Dialog
      title={t(account ? 'channels.edit-title' : 'channels.add')}
      isOpen
      onClose={onClose}
      width="max-w-160"
    >
      <form onSubmit={submit} className="space-y-5 p-5">
        {problem && !result ? <ProblemStrip error={problem} /> : null}
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label={t('channels.address')}
            value={values.address}
            onChange={(address) => change({ address })}
            isDisabled={account !== null}
            isRequired
            error={fieldError('address')}
            placeholder="support@example.org"
            autoFocus={account === null}
            inputProps={{ autoComplete: 'off' }}
          />
          <TextField
            label={t('channels.name')}
            help={t('channels.name-help')}
            value={values.name}
            onChange={(name) => change({ name })}
            error={fieldError('name')}
            inputProps={{ autoComplete: 'off' }}
          />
        </div>
        {account === null ? (
          <ProviderButtons
            isDisabled={busy || !values.address.trim()}
            onChoose={(provider) => {
              saving.reset();
              testing.reset();
              consent.mutate(consentRequest(values, provider));
            }}
          />
        ) : null}
        <ServerFields
          kind="imap"
          values={values.imap}
          stored={account !== null}
          onChange={(imap) => change({ imap })}
          fieldError={fieldError}
        >
          <TextField
            label={t('channels.folders')}
            help={t('channels.folders-help')}
            value={values.folders}
            onChange={(folders) => change({ folders })}
            error={fieldError('imap.folders')}
          />
          <TextField
            label={t('channels.import-days')}
            help={t('channels.import-days-help')}
            value={values.importDays}
            onChange={(importDays) => change({ importDays })}
            error={fieldError('importDays')}
            inputProps={{ inputMode: 'numeric' }}
          />
        </ServerFields>
        <ServerFields
          kind="smtp"
          values={values.smtp}
          stored={account !== null}
          onChange={(smtp) => change({ smtp })}
          fieldError={fieldError}
        />
        <AdvancedFields
          values={values.options}
          fetches={values.imap.on}
          onChange={(options) => change({ options })}
          fieldError={fieldError}
        />
        {testing.isPending || saving.isPending ? (
          <p role="status" className="text-ink-2">
            {t('channels.testing')}
          </p>
        ) : null}
        {result ? <TestChecks result={result} /> : null}
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onPress={() => testing.mutate()} isDisabled={busy || !values.address.trim()}>
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
