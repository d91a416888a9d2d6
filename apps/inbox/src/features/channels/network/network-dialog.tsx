import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { providerOf } from '../../../data/admin/oauth';
import { wordsIn } from '../../../i18n/t';
import { AccountForm } from '../account-form';
import { useProfileRequests } from '../use-profile-requests';
import { neededSecrets, networkFaults } from './network-faults';
import { NetworkFields } from './network-fields';
import { consentOf, requestsOf, type NetworkForm } from './network-requests';
import { NetworkSignIn } from './network-sign-in';
import { networkValues, valueFields, type NetworkValues } from './network-values';

interface NetworkDialogProps extends NetworkForm {
  account: AccountView | null;
  onClose(): void;
}

/** Adds or changes an account of a channel by the form that its connector announced: the account is tried before anything is stored. */
export function NetworkDialog({ channel, form: announced, account, onClose }: NetworkDialogProps) {
  const isSignedIn = account !== null && providerOf(account) !== undefined;
  // Who signed in at the provider has nothing to enter.
  const form = isSignedIn ? { ...announced, fields: [], signIn: undefined } : announced;
  const [values, setValues] = useState<NetworkValues>(() => networkValues(form, account));
  const [touched, setTouched] = useState(false);
  const isNew = account === null;
  const network = { channel, form };
  const faults = networkFaults({ form, values, account });
  const requests = useProfileRequests(
    account,
    {
      ...{ values, faults, requests: requestsOf(network) },
      paths: ['address', 'name', ...valueFields(form).map(({ path }) => path)],
    },
    onClose,
  );
  const change = (part: Partial<NetworkValues>) => {
    setValues((old) => ({ ...old, ...part }));
    setTouched(true);
  };
  const { signIn } = form;
  return (
    <AccountForm title={wordsIn(isNew ? form.add : form.edit)} {...{ isNew, touched, onClose, requests }}>
      {signIn ? (
        <NetworkSignIn
          label={signIn.label}
          isReady={!Object.keys(faults).some((path) => !path.startsWith('secrets.'))}
          wanted={() => consentOf(network, values, { account, provider: signIn.provider })}
        />
      ) : null}
      <NetworkFields
        {...{ form, values, isNew }}
        secretsSet={account?.secretsSet ?? []}
        needed={neededSecrets({ form, values, account })}
        onChange={change}
        fieldError={requests.fieldError}
      />
    </AccountForm>
  );
}
