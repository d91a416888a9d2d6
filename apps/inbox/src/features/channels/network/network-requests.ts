import type {
  AccountCreate,
  AccountForm,
  AccountPatch,
  AccountView,
  OAuthConsent,
} from '@filo/contracts/http';
import { consentAgain } from '../../../data/admin/oauth';
import {
  addressIn,
  isMoved,
  nameIn,
  secretsIn,
  settingsIn,
  valueFields,
  type NetworkValues,
} from './network-values';

/** A channel, and what is filled in for an account of it. */
export interface NetworkForm {
  channel: string;
  form: AccountForm;
}

const targetIn = ({ channel, form }: NetworkForm, values: NetworkValues) => ({
  channel,
  address: addressIn(form, values),
  ...(values.name.trim() && { name: values.name.trim() }),
  settings: settingsIn(form, values),
});

/** What the fields make: a new account, or the change of one. */
export const requestsOf = (network: NetworkForm) => ({
  create: (values: NetworkValues): AccountCreate => ({
    ...targetIn(network, values),
    secrets: secretsIn(network.form, values),
  }),
  patch: (values: NetworkValues, account: AccountView): AccountPatch => {
    const { form } = network;
    const secrets = secretsIn(form, values);
    return {
      name: values.name.trim(),
      ...(isMoved(form, values, account) && {
        settings: { ...othersOf(form, account), ...settingsIn(form, values) },
      }),
      ...(Object.keys(secrets).length > 0 && { secrets }),
    };
  },
});

/** Settings that have no field here: they stay, for a change replaces all of them. */
const othersOf = (form: AccountForm, { settings }: AccountView): Record<string, unknown> => {
  const own = new Set(valueFields(form).map(({ path }) => nameIn(path)));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !own.has(name)));
};

/** In place of secrets: the browser goes to the sign-in page of the provider. */
export const consentOf = (
  network: NetworkForm,
  values: NetworkValues,
  { account, provider }: { account: AccountView | null; provider: string },
): OAuthConsent => (account ? consentAgain(account, provider) : { ...targetIn(network, values), provider });
