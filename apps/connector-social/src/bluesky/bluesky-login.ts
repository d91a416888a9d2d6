import { PermanentError } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import { z } from 'zod';

/** Secrets travel to it, so that it is encrypted unless it never leaves this machine. */
const isSafe = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
};

const settings = z.object({
  service: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, 'The service must be reached by https')
    .default('https://bsky.social'),
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
