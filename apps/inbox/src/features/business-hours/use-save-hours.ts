import type { AccountHours, BusinessHours } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { businessHoursQuery, setAccountHours, setBusinessHours } from '../../data/business-hours';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';

export type Hours = Pick<BusinessHours, 'timeZone' | 'week' | 'holidays'>;

/** Sets the hours; where somebody else was quicker, a second save is made on theirs. */
export function useSaveHours(first: number) {
  const client = useQueryClient();
  const [version, setVersion] = useState(first);
  return useMutation({
    mutationFn: (hours: Hours) => setBusinessHours({ version, ...hours }),
    onSuccess: (now) => {
      setVersion(now.version);
      client.setQueryData(businessHoursQuery.queryKey, now);
      showToast({ tone: 'done', text: t('hours.saved') });
    },
    onError: (error) => setVersion((old) => versionNow(error) ?? old),
  });
}

/** The same for hours that an account has of its own. */
export function useSaveAccountHours(account: AccountHours, onSaved: () => void) {
  const client = useQueryClient();
  const [version, setVersion] = useState(account.version);
  return useMutation({
    mutationFn: (hours: Hours) => setAccountHours(account.accountId, { version, hours }),
    onSuccess: () => {
      showToast({ tone: 'done', text: t('hours.saved-for', { name: account.name }) });
      onSaved();
    },
    onError: (error) => setVersion((old) => versionNow(error) ?? old),
    onSettled: () => client.invalidateQueries({ queryKey: ['account-hours'] }),
  });
}

/** Of what somebody else set meanwhile; undefined: something else went wrong. */
export const versionNow = (error: unknown): number | undefined =>
  error instanceof ApiError &&
  ['business-hours-changed', 'account-hours-changed'].includes(error.problem.reason ?? '')
    ? (error.body as { hours: { version: number } }).hours.version
    : undefined;
