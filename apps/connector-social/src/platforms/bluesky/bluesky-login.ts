import { PermanentError } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import { z } from 'zod';
import { serviceAddress } from '../../service-address.js';

const settings = z.object({
  service: serviceAddress.default('https://bsky.social'),
});
const oauth = z.object({
  grantedAt: z.string(),
  did: z.string(),
  documentUrl: z.string(),
  redirectUri: z.string(),
});

/** How we sign in as an account of ours. */
export interface BlueskyLogin {
  accountId: string;
  service: string;
  handle: string;
  appPassword: string;
}

/** How an account of ours that signed in at Bluesky is opened; the session itself lies on the bus. */
export interface OAuthLogin extends z.output<typeof oauth> {
  accountId: string;
  service: string;
  secrets: Readonly<Record<string, string>>;
}

/** Throws `PermanentError` for settings that no sign-in can be tried with. */
export const loginOf = (
  account: ConnectedAccount,
  secrets: Readonly<Record<string, string>>,
): BlueskyLogin => ({
  accountId: account.accountId,
  service: serviceOf(account.settings),
  handle: account.address.trim().replace(/^@/, ''),
  appPassword: secrets.appPassword ?? '',
});

/** Undefined where the account is opened by an app password. */
export const oauthLoginOf = (
  account: ConnectedAccount,
  secrets: Readonly<Record<string, string>>,
): OAuthLogin | undefined => {
  const parsed = oauth.safeParse(account.settings['oauth']);
  if (!parsed.success) return undefined;
  return { accountId: account.accountId, service: serviceOf(account.settings), secrets, ...parsed.data };
};

/** Where the network is for this account. Throws `PermanentError` where that cannot be. */
export const serviceOf = (given: Readonly<Record<string, unknown>>): string => {
  const parsed = settings.safeParse(given);
  if (parsed.success) return new URL(parsed.data.service).origin;
  throw new PermanentError(
    'wrong-settings',
    `The address of the service cannot be used: ${parsed.error.issues[0]?.message}. Enter it as https://bsky.social.`,
  );
};
