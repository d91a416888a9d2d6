import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { AccountForm } from './account-form';
import { useProfileRequests } from './use-profile-requests';
import { XFields } from './x-fields';
import { xFaults, xPatch, xRequest, xValues, type XValues } from './x-values';

const requestsOf = { create: xRequest, patch: xPatch };

/** Adds or changes an account at X: it is asked who it is before anything is stored. */
export function XDialog({ account, onClose }: { account: AccountView | null; onClose(): void }) {
  const [values, setValues] = useState<XValues>(() => xValues(account));
  const [touched, setTouched] = useState(false);
  const isNew = account === null;
  const profile = { values, requests: requestsOf, faults: xFaults(values, account) };
  const requests = useProfileRequests(account, profile, onClose);
  const change = (part: Partial<XValues>) => {
    setValues((old) => ({ ...old, ...part }));
    setTouched(true);
  };
  return (
    <AccountForm title={t(isNew ? 'x.add' : 'x.edit-title')} {...{ isNew, touched, onClose, requests }}>
      <XFields values={values} isNew={isNew} onChange={change} fieldError={requests.fieldError} />
    </AccountForm>
  );
}
