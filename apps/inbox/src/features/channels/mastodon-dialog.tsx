import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { AccountForm } from './account-form';
import { MastodonFields } from './mastodon-fields';
import {
  mastodonFaults,
  mastodonPatch,
  mastodonRequest,
  mastodonValues,
  type MastodonValues,
} from './mastodon-values';
import { useProfileRequests } from './use-profile-requests';

const requestsOf = { create: mastodonRequest, patch: mastodonPatch };

/** Adds or changes a profile at Mastodon: its instance is asked before anything is stored. */
export function MastodonDialog({ account, onClose }: { account: AccountView | null; onClose(): void }) {
  const [values, setValues] = useState<MastodonValues>(() => mastodonValues(account));
  const [touched, setTouched] = useState(false);
  const isNew = account === null;
  const profile = { values, requests: requestsOf, faults: mastodonFaults(values, isNew) };
  const requests = useProfileRequests(account, profile, onClose);
  const change = (part: Partial<MastodonValues>) => {
    setValues((old) => ({ ...old, ...part }));
    setTouched(true);
  };
  return (
    <AccountForm
      title={t(isNew ? 'mastodon.add' : 'mastodon.edit-title')}
      {...{ isNew, touched, onClose, requests }}
    >
      <MastodonFields values={values} isNew={isNew} onChange={change} fieldError={requests.fieldError} />
    </AccountForm>
  );
}
