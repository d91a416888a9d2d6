import type { AccountCreate, AccountPatch, AccountView } from '@filo/contracts/http';

export const xKeys = ['appKey', 'appSecret', 'accessToken', 'accessSecret'] as const;
type XKey = (typeof xKeys)[number];

/** What stands in the fields for an account at X. Keys are empty for an account that exists: the stored ones stay. */
export interface XValues extends Record<XKey, string> {
  handle: string;
  name: string;
  /** Whoever pays X for it may write longer posts. */
  longPosts: boolean;
  /** X tells at once what happens, at an address of ours. */
  isTold: boolean;
  webhookUrl: string;
}

export const xValues = (account: AccountView | null): XValues => ({
  handle: account?.address ?? '',
  name: account?.name ?? '',
  longPosts: account?.settings['longPosts'] === true,
  isTold: webhookOf(account) !== '',
  webhookUrl: webhookOf(account),
  ...{ appKey: '', appSecret: '', accessToken: '', accessSecret: '' },
});

export const xRequest = (values: XValues): AccountCreate => ({
  channel: 'x',
  address: withoutAt(values.handle),
  ...(values.name.trim() && { name: values.name.trim() }),
  settings: settingsIn(values),
  secrets: keysIn(values),
});

/** With other settings the server asks for the keys anew. */
export const xPatch = (values: XValues, account: AccountView): AccountPatch => {
  const secrets = keysIn(values);
  return {
    name: values.name.trim(),
    ...(isOther(values, account) && { settings: settingsIn(values) }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
};

const isOther = (values: XValues, account: AccountView): boolean =>
  values.longPosts !== (account.settings['longPosts'] === true) ||
  (settingsIn(values).webhookUrl ?? '') !== webhookOf(account);

const settingsIn = ({ longPosts, isTold, webhookUrl }: XValues) => ({
  longPosts,
  ...(isTold && { webhookUrl: webhookUrl.trim() }),
});

const webhookOf = (account: AccountView | null): string => {
  const address = account?.settings['webhookUrl'];
  return typeof address === 'string' ? address : '';
};

/** Those that were entered. */
const keysIn = (values: XValues): Record<string, string> =>
  Object.fromEntries(xKeys.flatMap((key) => (values[key].trim() ? [[key, values[key].trim()]] : [])));

/** A handle is read with and without the sign before it. */
const withoutAt = (handle: string): string => handle.trim().replace(/^@/, '');

type Fault = 'field.empty' | 'x.not-a-handle' | 'x.not-a-webhook';

/** What is still missing, by the path that the server would name. */
export function xFaults(values: XValues, account: AccountView | null): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  if (!values.handle.trim()) faults['address'] = 'field.empty';
  else if (!/^\w{1,15}$/.test(withoutAt(values.handle))) faults['address'] = 'x.not-a-handle';
  if (values.isTold && !isWebhook(values.webhookUrl)) faults['settings.webhookUrl'] = 'x.not-a-webhook';
  const needsKeys = account === null || isOther(values, account);
  for (const key of xKeys) if (needsKeys && !values[key].trim()) faults[`secrets.${key}`] = 'field.empty';
  return faults;
}

/** X calls no address with a port, and none without encryption; a machine of one's own is for trying out. */
const isWebhook = (text: string): boolean => {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || url.search !== '' || url.hash !== '') return false;
  return ['127.0.0.1', 'localhost'].includes(url.hostname) || (url.protocol === 'https:' && url.port === '');
};
