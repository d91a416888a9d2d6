import { PermanentError } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import { z } from 'zod';
import { serviceAddress } from '../service-address.js';

const settings = z.object({
  service: serviceAddress.default('https://bsky.social'),
});

/** How we sign in as an account of ours. */
export interface BlueskyLogin {
  accountId: string;
  service: string;
  handle: string;
  appPassword: string;
}

/** Throws `PermanentError` for settings that no sign-in can be tried with. */
export const loginOf = (
  account: ConnectedAccount,
  secrets: Readonly<Record<string, string>>,
): BlueskyLogin => {
  const parsed = settings.safeParse(account.settings);
  if (!parsed.success) {
    throw new PermanentError(
      'wrong-settings',
      `The address of the service cannot be used: ${parsed.error.issues[0]?.message}. Enter it as https://bsky.social.`,
    );
  }
  return {
    accountId: account.accountId,
    service: new URL(parsed.data.service).origin,
    handle: account.address.trim().replace(/^@/, ''),
    appPassword: secrets.appPassword ?? '',
  };
};
