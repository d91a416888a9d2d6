import { PermanentError } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import { z } from 'zod';
import { safeAddress } from '../../service-address.js';

const key = z.string().trim().min(1);
const keys = z.object({ appKey: key, appSecret: key, accessToken: key, accessSecret: key });

/** The keys by which our app acts as one account (OAuth 1.0a). */
export type XKeys = z.infer<typeof keys>;

export interface XLogin extends XKeys {
  accountId: string;
  handle: string;
  /** Where X tells what happens, as it is reached from outside; undefined: it is asked. */
  webhookUrl?: string;
}

/** An app alone, when it acts for nobody. */
export const asNobody = (app: Pick<XKeys, 'appKey' | 'appSecret'>): XLogin => ({
  ...{ accountId: '', handle: '', accessToken: '', accessSecret: '' },
  ...app,
});

const settings = z.object({
  webhookUrl: safeAddress('The address for X').pipe(z.string().max(150)).optional(),
});

/** Throws `PermanentError` when a key is missing. */
export const loginOf = (account: ConnectedAccount, secrets: Readonly<Record<string, string>>): XLogin => {
  const parsed = keys.safeParse(secrets);
  if (!parsed.success) {
    throw new PermanentError(
      'keys-missing',
      'X needs four keys: the API key and its secret, the access token and its secret. Copy them from the page of your app at X (Keys and tokens).',
    );
  }
  const { webhookUrl } = settingsOf(account);
  return {
    ...parsed.data,
    ...(webhookUrl !== undefined && { webhookUrl: webhookUrl.replace(/\/+$/, '') }),
    accountId: account.accountId,
    handle: account.address.trim().replace(/^@/, ''),
  };
};

const settingsOf = (account: Pick<ConnectedAccount, 'settings'>): z.output<typeof settings> => {
  const parsed = settings.safeParse(account.settings);
  if (parsed.success) return parsed.data;
  throw new PermanentError(
    'webhook-address',
    'The address at which X tells what happens must begin with https:// and name no port, such as https://hooks.shop.example.',
  );
};
