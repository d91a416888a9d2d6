import type { AccountCreate, AccountPatch, AccountView } from '@filo/contracts/http';

/** What stands in the fields for a profile at Mastodon. */
export interface MastodonValues {
  handle: string;
  name: string;
  /** Follows from the handle until somebody writes another. */
  instance: string;
  /** Empty for an account that exists: the stored one stays. */
  accessToken: string;
}

export const mastodonValues = (account: AccountView | null): MastodonValues => ({
  handle: account?.address ?? '',
  name: account?.name ?? '',
  instance: typeof account?.settings['instance'] === 'string' ? account.settings['instance'] : '',
  accessToken: '',
});

export const mastodonRequest = (values: MastodonValues): AccountCreate => ({
  channel: 'mastodon',
  address: withoutAt(values.handle),
  ...(values.name.trim() && { name: values.name.trim() }),
  settings: { instance: instanceOf(values) },
  secrets: { accessToken: values.accessToken.trim() },
});

/** Another instance needs the token anew, since it would go there. */
export const mastodonPatch = (values: MastodonValues, account: AccountView): AccountPatch => {
  const [instance, accessToken] = [instanceOf(values), values.accessToken.trim()];
  return {
    name: values.name.trim(),
    ...(instance !== account.settings['instance'] && { settings: { instance } }),
    ...(accessToken && { secrets: { accessToken } }),
  };
};

/** Where the handle says that the profile lives, unless another address was written. */
export const instanceOf = ({ handle, instance }: Pick<MastodonValues, 'handle' | 'instance'>): string => {
  const written = instance.trim();
  if (written !== '') return written.includes('://') ? written : `https://${written}`;
  const [, host] = withoutAt(handle).split('@');
  return host ? `https://${host}` : '';
};

/** A handle is read with and without the sign before it. */
const withoutAt = (handle: string): string => handle.trim().replace(/^@/, '');

type Fault = 'field.empty' | 'mastodon.not-a-handle';

/** What is still missing, by the path that the server would name. */
export function mastodonFaults(values: MastodonValues, isNew: boolean): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  if (!values.handle.trim()) faults['address'] = 'field.empty';
  else if (!/^\w+([.-]\w+)*@[a-z0-9.-]+(:\d+)?$/i.test(withoutAt(values.handle)))
    faults['address'] = 'mastodon.not-a-handle';
  if (instanceOf(values) === '') faults['settings.instance'] = 'field.empty';
  if (isNew && !values.accessToken.trim()) faults['secrets.accessToken'] = 'field.empty';
  return faults;
}
