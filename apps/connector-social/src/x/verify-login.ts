import { PermanentError, TemporaryError, type Verification } from '@filo/connector';
import type { XClient } from './client/x-client.js';
import type { XLogin } from './x-login.js';

/** Asks who we are and reads once, as the account will. X is told of no webhook: what is tested may never be stored. */
export const verifyLogin = async (
  client: XClient,
  { handle, webhookUrl }: Pick<XLogin, 'handle' | 'webhookUrl'>,
  { hasDoor }: { hasDoor: boolean },
): Promise<Verification[]> => {
  const who = await check('sign-in', async () => {
    const us = await client.lookAtOurself();
    if (us.username.toLowerCase() !== handle.toLowerCase()) {
      throw new PermanentError(
        'other-account',
        `These keys are of @${us.username}, not of @${handle}. Enter the keys of @${handle}, or that handle.`,
      );
    }
    return `Signed in as @${us.username} (${us.id})${us.protected ? '. This account is protected: only its followers see its answers' : ''}`;
  });
  if (!who.ok) return [who];
  return [
    who,
    await check('reading', async () => {
      await client.mentions({ after: undefined });
      return 'Mentions and answers can be read';
    }),
    await check('messages', async () => {
      await client.messages(undefined);
      return 'Direct messages can be read';
    }),
    ...(webhookUrl === undefined ? [] : [await checkDoor(hasDoor)]),
  ];
};

const checkDoor = (hasDoor: boolean): Promise<Verification> =>
  check('webhook', () => {
    if (hasDoor) return Promise.resolve('A port is open for X here');
    throw new PermanentError(
      'no-webhook-port',
      'No port is open here at which X could tell what happens. Set FILO_X_WEBHOOK_PORT of connector-social, or switch it off for this account.',
    );
  });

const check = async (name: string, run: () => Promise<string>): Promise<Verification> => {
  const started = performance.now();
  const told = (ok: boolean, message: string) => ({
    name,
    ok,
    message,
    durationMs: performance.now() - started,
  });
  try {
    return told(true, await run());
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const isTold = error instanceof PermanentError || error instanceof TemporaryError;
    return {
      ...told(false, isTold ? words : 'X cannot be reached. Try again.'),
      code: error instanceof PermanentError ? error.code : 'unreachable',
      ...(isTold ? {} : { detail: words }),
    };
  }
};
