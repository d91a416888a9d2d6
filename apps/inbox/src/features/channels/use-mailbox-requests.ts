import type { AccountTest, AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { checksOf } from './checks-of';
import { faultPaths, mailboxFaults, serverFault } from './mailbox-faults';
import { consentRequest, mailboxPatch, mailboxRequest, type MailboxValues } from './mailbox-values';
import { useConsent } from './use-consent';
import { useTestAndSave } from './use-test-and-save';

const requests = { create: mailboxRequest, patch: mailboxPatch };

/** Tests and saves what stands in the fields; each press forgets what an earlier one brought. */
export function useMailboxRequests(account: AccountView | null, values: MailboxValues, onClose: () => void) {
  const [checked, setChecked] = useState(false);
  const { testing, saving } = useTestAndSave(account, requests, onClose);
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
