import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { AccountForm } from './account-form';
import { BlueskyFields } from './bluesky-fields';
import {
  blueskyFaults,
  blueskyPatch,
  blueskyRequest,
  blueskyValues,
  type BlueskyValues,
} from './bluesky-values';
import { useProfileRequests } from './use-profile-requests';

const requestsOf = { create: blueskyRequest, patch: blueskyPatch };

/** Adds or changes a profile at Bluesky: it is signed in to before anything is stored. */
export function BlueskyDialog({ account, onClose }: { account: AccountView | null; onClose(): void }) {
  const [values, setValues] = useState<BlueskyValues>(() => blueskyValues(account));
  const [touched, setTouched] = useState(false);
  const isNew = account === null;
  const profile = { values, requests: requestsOf, faults: blueskyFaults(values, isNew) };
  const requests = useProfileRequests(account, profile, onClose);
  const change = (part: Partial<BlueskyValues>) => {
    setValues((old) => ({ ...old, ...part }));
    setTouched(true);
  };
  return (
    <AccountForm
      title={t(isNew ? 'bluesky.add' : 'bluesky.edit-title')}
      {...{ isNew, touched, onClose, requests }}
    >
      <BlueskyFields values={values} isNew={isNew} onChange={change} fieldError={requests.fieldError} />
    </AccountForm>
  );
}
