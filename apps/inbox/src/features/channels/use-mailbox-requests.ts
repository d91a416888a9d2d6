import type { AccountTest, AccountView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeAccount, createAccount, testAccount, testChange } from '../../data/admin/accounts';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { checksOf } from './checks-of';
import { faultPaths, mailboxFaults, serverFault } from './mailbox-faults';
import { consentRequest, mailboxPatch, mailboxRequest, type MailboxValues } from './mailbox-values';
import { useConsent } from './use-consent';

/** A mailbox that exists is tested with the passwords that are stored, which this page never sees. */
const useTesting = (account: AccountView | null) =>
  useMutation({
    mutationFn: (asked: MailboxValues) =>
      account ? testChange(account.id, mailboxPatch(asked)) : testAccount(mailboxRequest(asked)),
  });

function useSaving(account: AccountView | null, onClose: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: MailboxValues) =>
      account ? changeAccount(account.id, mailboxPatch(asked)) : createAccount(mailboxRequest(asked)),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      showToast({ tone: 'done', text: t('channels.saved', { address: saved.address }) });
      onClose();
    },
  });
}

/** Tests and saves what stands in the fields; each press forgets what an earlier one brought. */
export function useMailboxRequests(account: AccountView | null, values: MailboxValues, onClose: () => void) {
  const [checked, setChecked] = useState(false);
  const testing = useTesting(account);
  const saving = useSaving(account, onClose);
  const consent = useConsent();
  const faults = mailboxFaults(values);
  const isWhole = Object.keys(faults).length === 0;
  const forget = () => {
    saving.reset();
    testing.reset();
    consent.reset();
  };
  const press = (request: typeof saving | typeof testing) => {
    forget();
    setChecked(true);
    if (isWhole) request.mutate(values);
  };
  const problem = saving.error ?? testing.error ?? consent.error;
  const asked = saving.variables ?? testing.variables;
  const result: AccountTest | undefined = testing.data ?? checksOf(problem);
  const fieldError = (path: string): string | undefined => {
    const fault = checked ? faults[path] : undefined;
    return fault ? t(fault) : serverFault(problem, path, { asked, now: values });
  };
  return {
    problem,
    result,
    /** A field is marked as wrong. */
    isIncomplete: (checked && !isWhole) || faultPaths(problem).some((path) => fieldError(path)),
    isTrying: saving.isPending || testing.isPending,
    busy: saving.isPending || testing.isPending || consent.isPending,
    fieldError,
    test: () => press(testing),
    save: () => press(saving),
    signIn: (provider: string) => {
      forget();
      consent.mutate(consentRequest(values, provider));
    },
  };
}
