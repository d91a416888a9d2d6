import { PermanentError } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import { z } from 'zod';

const key = z.string().trim().min(1);
const keys = z.object({ appKey: key, appSecret: key, accessToken: key, accessSecret: key });

/** The keys by which our app acts as one account (OAuth 1.0a). */
export type XKeys = z.infer<typeof keys>;

export interface XLogin extends XKeys {
  accountId: string;
  handle: string;
}

/** Throws `PermanentError` when a key is missing. */
export const loginOf = (account: ConnectedAccount, secrets: Readonly<Record<string, string>>): XLogin => {
  const parsed = keys.safeParse(secrets);
  if (!parsed.success) {
    throw new PermanentError(
      'keys-missing',
      'X needs four keys: the API key and its secret, the access token and its secret. Copy them from the page of your app at X (Keys and tokens).',
    );
  }
  return {
    ...parsed.data,
    accountId: account.accountId,
    handle: account.address.trim().replace(/^@/, ''),
  };
};
