import type { AccountView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeAccount, createAccount, testAccount, testChange } from '../../data/admin/accounts';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { blueskyFaults, blueskyPatch, blueskyRequest, type BlueskyValues } from './bluesky-values';
import { checksOf } from './checks-of';

/** Tests and saves a profile at Bluesky; the server signs in before it stores anything. */
export function useBlueskyRequests(account: AccountView | null, values: BlueskyValues, onClose: () => void) {
  const client = useQueryClient();
  const [checked, setChecked] = useState(false);
  const testing = useMutation({
    mutationFn: () =>
      account ? testChange(account.id, blueskyPatch(values, account)) : testAccount(blueskyRequest(values)),
  });
  const saving = useMutation({
    mutationFn: () =>
      account
        ? changeAccount(account.id, blueskyPatch(values, account))
        : createAccount(blueskyRequest(values)),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      showToast({ tone: 'done', text: t('channels.saved', { address: saved.address }) });
      onClose();
    },
  });
  const faults = blueskyFaults(values, account === null);
  const press = (request: typeof saving | typeof testing) => {
    saving.reset();
    testing.reset();
    setChecked(true);
    if (Object.keys(faults).length === 0) request.mutate();
  };
  const problem = saving.error ?? testing.error;
  return {
    problem,
    result: testing.data ?? checksOf(problem),
    isTrying: saving.isPending || testing.isPending,
    fieldError: (path: string): string | undefined => {
      const fault = checked ? faults[path] : undefined;
      return fault ? t(fault) : problem instanceof ApiError ? problem.fieldOrEntry(path) : undefined;
    },
    test: () => press(testing),
    save: () => press(saving),
  };
}
