import { PermanentError } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import { z } from 'zod';
import { serviceAddress } from '../../service-address.js';

/** `social.example` is what people know their instance by. */
const settings = z.object({
  instance: z.preprocess(
    (value) => (typeof value === 'string' && !value.includes('://') ? `https://${value.trim()}` : value),
    serviceAddress,
  ),
});

/** How we speak to the instance of an account of ours. */
export interface MastodonLogin {
  accountId: string;
  /** Its origin, such as `https://social.example`. */
  instance: string;
  /** Its name in handles, such as `social.example`. */
  host: string;
  accessToken: string;
}

/** Throws `PermanentError` for settings that nothing can be asked with. */
export const loginOf = (
  account: ConnectedAccount,
  secrets: Readonly<Record<string, string>>,
): MastodonLogin => {
  const parsed = settings.safeParse(account.settings);
  if (!parsed.success) {
    throw new PermanentError(
      'wrong-settings',
      `The address of the instance cannot be used: ${parsed.error.issues[0]?.message}. Enter it as https://mastodon.social.`,
    );
  }
  const { origin, host } = new URL(parsed.data.instance);
  return { accountId: account.accountId, instance: origin, host, accessToken: secrets.accessToken ?? '' };
};
