import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { blueskyFaults, blueskyPatch, blueskyRequest, type BlueskyValues } from './bluesky-values';
import { checksOf } from './checks-of';
import { useTestAndSave } from './use-test-and-save';

const requests = { create: blueskyRequest, patch: blueskyPatch };

/** Tests and saves a profile at Bluesky; the server signs in before it stores anything. */
export function useBlueskyRequests(account: AccountView | null, values: BlueskyValues, onClose: () => void) {
  const [checked, setChecked] = useState(false);
  const { testing, saving } = useTestAndSave(account, requests, onClose);
  const faults = blueskyFaults(values, account === null);
  const press = (request: typeof saving | typeof testing) => {
    saving.reset();
    testing.reset();
    setChecked(true);
    if (Object.keys(faults).length === 0) request.mutate(values);
  };
  const problem = saving.error ?? testing.error;
  const isTrying = saving.isPending || testing.isPending;
  return {
    problem,
    result: testing.data ?? checksOf(problem),
    isTrying,
    busy: isTrying,
    fieldError: (path: string): string | undefined => {
      const fault = checked ? faults[path] : undefined;
      return fault ? t(fault) : problem instanceof ApiError ? problem.fieldOrEntry(path) : undefined;
    },
    test: () => press(testing),
    save: () => press(saving),
  };
}
