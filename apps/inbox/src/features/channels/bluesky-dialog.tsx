import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { providerOf } from '../../data/admin/oauth';
import { t } from '../../i18n/t';
import { AccountForm } from './account-form';
import { BlueskySignIn } from './bluesky-sign-in';
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
  const isSignedIn = account !== null && providerOf(account) !== undefined;
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
      {isSignedIn ? null : (
        <BlueskySignIn account={account} values={values} isReady={profile.faults['address'] === undefined} />
      )}
      <BlueskyFields {...{ values, isNew, isSignedIn }} onChange={change} fieldError={requests.fieldError} />
    </AccountForm>
  );
}
