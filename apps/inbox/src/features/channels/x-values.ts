import type { AccountCreate, AccountPatch, AccountView } from '@filo/contracts/http';

export const xKeys = ['appKey', 'appSecret', 'accessToken', 'accessSecret'] as const;
type XKey = (typeof xKeys)[number];

/** What stands in the fields for an account at X. Keys are empty for an account that exists: the stored ones stay. */
export interface XValues extends Record<XKey, string> {
  handle: string;
  name: string;
}

export const xValues = (account: AccountView | null): XValues => ({
  handle: account?.address ?? '',
  name: account?.name ?? '',
  ...{ appKey: '', appSecret: '', accessToken: '', accessSecret: '' },
});

export const xRequest = (values: XValues): AccountCreate => ({
  channel: 'x',
  address: withoutAt(values.handle),
  ...(values.name.trim() && { name: values.name.trim() }),
  secrets: keysIn(values),
});

export const xPatch = (values: XValues): AccountPatch => {
  const secrets = keysIn(values);
  return { name: values.name.trim(), ...(Object.keys(secrets).length > 0 && { secrets }) };
};

/** Those that were entered. */
const keysIn = (values: XValues): Record<string, string> =>
  Object.fromEntries(xKeys.flatMap((key) => (values[key].trim() ? [[key, values[key].trim()]] : [])));

/** A handle is read with and without the sign before it. */
const withoutAt = (handle: string): string => handle.trim().replace(/^@/, '');

type Fault = 'field.empty' | 'x.not-a-handle';

/** What is still missing, by the path that the server would name. */
export function xFaults(values: XValues, isNew: boolean): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  if (!values.handle.trim()) faults['address'] = 'field.empty';
  else if (!/^\w{1,15}$/.test(withoutAt(values.handle))) faults['address'] = 'x.not-a-handle';
  for (const key of xKeys) if (isNew && !values[key].trim()) faults[`secrets.${key}`] = 'field.empty';
  return faults;
}
