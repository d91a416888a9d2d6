import type { AccountView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeAccount } from '../../data/admin/accounts';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { AdvancedFields } from './advanced-fields';
import { mailboxValues, signedInPatch } from './mailbox-values';

/** Changes a mailbox that signs in at a provider, which decides on its servers and login. */
export function SignedInMailboxDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const client = useQueryClient();
  const [values, setValues] = useState(() => mailboxValues(account));
  const saving = useMutation({
    mutationFn: () => changeAccount(account.id, signedInPatch(values)),
    onSuccess: ({ address }) => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      showToast({ tone: 'done', text: t('oauth.saved', { address }) });
      onClose();
    },
  });
  const { error } = saving;
  const field = (name: 'name' | 'folders' | 'importDays', path: string = name) => ({
    value: values[name],
    onChange: (value: string) => setValues((old) => ({ ...old, [name]: value })),
    error: error instanceof ApiError ? error.field(path) : undefined,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Dialog title={t('channels.edit-title')} isOpen onClose={onClose}>
      <form onSubmit={submit} className="space-y-4 p-5">
        {error ? <ProblemStrip error={error} /> : null}
        <p className="text-ink-2 wrap-anywhere">{t('oauth.edit-lead', { address: account.address })}</p>
        <TextField
          label={t('channels.name')}
          help={t('channels.name-help')}
          inputProps={{ autoComplete: 'off' }}
          autoFocus
          {...field('name')}
        />
        <TextField
          label={t('channels.folders')}
          help={t('channels.folders-help')}
          {...field('folders', 'imap.folders')}
        />
        <TextField
          label={t('channels.import-days')}
          help={t('channels.import-days-help')}
          inputProps={{ inputMode: 'numeric' }}
          {...field('importDays')}
        />
        <AdvancedFields
          values={values.options}
          fetches
          onChange={(options) => setValues((old) => ({ ...old, options }))}
          fieldError={(path) => (error instanceof ApiError ? error.fieldOrEntry(path) : undefined)}
        />
        <div className="flex justify-end border-t border-line pt-4">
          <Button type="submit" tone="primary" isDisabled={saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
