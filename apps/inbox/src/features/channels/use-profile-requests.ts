import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { checksOf } from './checks-of';
import { faultPaths } from './mailbox-faults';
import { useTestAndSave, type AccountRequests } from './use-test-and-save';

interface Profile<Values> {
  values: Values;
  /** What is still missing or wrong, in words, by the path that the server would name. */
  faults: Readonly<Record<string, string>>;
  /** What has a field. */
  paths: readonly string[];
  requests: AccountRequests<Values>;
}

/** Tests and saves a profile at a network; the server signs in before it stores anything. */
export function useProfileRequests<Values>(
  account: AccountView | null,
  { values, faults, requests, paths }: Profile<Values>,
  onClose: () => void,
) {
  const [checked, setChecked] = useState(false);
  const { testing, saving } = useTestAndSave(account, requests, onClose);
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
    hasUntold: faultPaths(problem).some(
      (wrong) => !paths.some((path) => wrong === path || wrong.startsWith(`${path}.`)),
    ),
    fieldError: (path: string): string | undefined => {
      const fault = checked ? faults[path] : undefined;
      return fault ?? (problem instanceof ApiError ? problem.fieldOrEntry(path) : undefined);
    },
    test: () => press(testing),
    save: () => press(saving),
  };
}
