import type { AccountCreate, AccountPatch, AccountView } from '@filo/contracts/http';

export const xKeys = ['appKey', 'appSecret', 'accessToken', 'accessSecret'] as const;
type XKey = (typeof xKeys)[number];

/** What stands in the fields for an account at X. Keys are empty for an account that exists: the stored ones stay. */
export interface XValues extends Record<XKey, string> {
  handle: string;
  name: string;
  /** Whoever pays X for it may write longer posts. */
  longPosts: boolean;
}

export const xValues = (account: AccountView | null): XValues => ({
  handle: account?.address ?? '',
  name: account?.name ?? '',
  longPosts: account?.settings['longPosts'] === true,
  ...{ appKey: '', appSecret: '', accessToken: '', accessSecret: '' },
});

export const xRequest = (values: XValues): AccountCreate => ({
  channel: 'x',
  address: withoutAt(values.handle),
  ...(values.name.trim() && { name: values.name.trim() }),
  settings: { longPosts: values.longPosts },
  secrets: keysIn(values),
});

/** With other settings the server asks for the keys anew. */
export const xPatch = (values: XValues, account: AccountView): AccountPatch => {
  const secrets = keysIn(values);
  return {
    name: values.name.trim(),
    ...(isOther(values, account) && { settings: { longPosts: values.longPosts } }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
};

const isOther = ({ longPosts }: XValues, account: AccountView): boolean =>
  longPosts !== (account.settings['longPosts'] === true);

/** Those that were entered. */
const keysIn = (values: XValues): Record<string, string> =>
  Object.fromEntries(xKeys.flatMap((key) => (values[key].trim() ? [[key, values[key].trim()]] : [])));

/** A handle is read with and without the sign before it. */
const withoutAt = (handle: string): string => handle.trim().replace(/^@/, '');

type Fault = 'field.empty' | 'x.not-a-handle';

/** What is still missing, by the path that the server would name. */
export function xFaults(values: XValues, account: AccountView | null): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  if (!values.handle.trim()) faults['address'] = 'field.empty';
  else if (!/^\w{1,15}$/.test(withoutAt(values.handle))) faults['address'] = 'x.not-a-handle';
  const needsKeys = account === null || isOther(values, account);
  for (const key of xKeys) if (needsKeys && !values[key].trim()) faults[`secrets.${key}`] = 'field.empty';
  return faults;
}
