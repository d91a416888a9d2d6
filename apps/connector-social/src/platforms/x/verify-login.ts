import { PermanentError, type Verification } from '@filo/connector';
import { check } from '../../verifying/check.js';
import type { XClient } from './client/x-client.js';
import type { XLogin } from './x-login.js';

/** Asks who we are and reads once, as the account will. X is told of no webhook: what is tested may never be stored. */
export const verifyLogin = async (
  client: XClient,
  { handle, webhookUrl }: Pick<XLogin, 'handle' | 'webhookUrl'>,
  { hasDoor }: { hasDoor: boolean },
): Promise<Verification[]> => {
  let signedIn = '';
  const who = await check(
    'sign-in',
    () => signedIn,
    async () => {
      const us = await client.lookAtOurself();
      if (us.username.toLowerCase() !== handle.toLowerCase()) {
        throw new PermanentError(
          'other-account',
          `These keys are of @${us.username}, not of @${handle}. Enter the keys of @${handle}, or that handle.`,
        );
      }
      signedIn = `Signed in as @${us.username} (${us.id})${us.protected ? '. This account is protected: only its followers see its answers' : ''}`;
    },
  );
  if (!who.ok) return [who];
  return [
    who,
    await check('reading', 'Mentions and answers can be read', () => client.mentions({ after: undefined })),
    await check('messages', 'Direct messages can be read', () => client.messages(undefined)),
    ...(webhookUrl === undefined ? [] : [await checkDoor(hasDoor)]),
  ];
};

const checkDoor = (hasDoor: boolean): Promise<Verification> =>
  check('webhook', 'A port is open for X here', () => {
    if (hasDoor) return Promise.resolve();
    throw new PermanentError(
      'no-webhook-port',
      'No port is open here at which X could tell what happens. Set FILO_X_WEBHOOK_PORT of connector-social, or switch it off for this account.',
    );
  });
