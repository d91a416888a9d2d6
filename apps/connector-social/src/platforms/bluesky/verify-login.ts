import type { Verification } from '@filo/connector';
import { check } from '../../verifying/check.js';
import { BlueskyClient } from './bluesky-client.js';
import type { BlueskyLogin } from './bluesky-login.js';
import type { NetworkSession } from './session/network-session.js';

const verifyTimeoutMs = 20_000;

/** Signs in and reads once, as the account will. */
export const verifyLogin = async (
  { handle, service }: BlueskyLogin,
  session: NetworkSession,
): Promise<Verification[]> => {
  const client = new BlueskyClient(session, AbortSignal.timeout(verifyTimeoutMs));
  const signedIn = await check('sign-in', `Signed in as @${handle} at ${service}`, () => client.did());
  if (!signedIn.ok) return [signedIn];
  return [
    signedIn,
    await check('reading', 'Mentions and answers can be read', () => client.notices(undefined, 1)),
  ];
};
