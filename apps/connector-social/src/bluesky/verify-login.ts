import { PermanentError, TemporaryError, type Verification } from '@filo/connector';
import { BlueskyClient } from './bluesky-client.js';
import type { BlueskyLogin } from './bluesky-login.js';
import type { BlueskySession } from './session/bluesky-session.js';

const verifyTimeoutMs = 20_000;

/** Signs in and reads once, as the account will. */
export const verifyLogin = async (
  { handle, service }: BlueskyLogin,
  session: BlueskySession,
): Promise<Verification[]> => {
  const client = new BlueskyClient(session, AbortSignal.timeout(verifyTimeoutMs));
  const signedIn = await check('sign-in', `Signed in as @${handle} at ${service}`, () => client.did());
  if (!signedIn.ok) return [signedIn];
  return [
    signedIn,
    await check('reading', 'Mentions and answers can be read', () => client.notices(undefined, 1)),
  ];
};

const check = async (name: string, message: string, run: () => Promise<unknown>): Promise<Verification> => {
  const started = performance.now();
  const told = (ok: boolean) => ({ name, ok, message, durationMs: performance.now() - started });
  try {
    await run();
    return told(true);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const isTold = error instanceof PermanentError || error instanceof TemporaryError;
    return {
      ...told(false),
      code: error instanceof PermanentError ? error.code : 'unreachable',
      message: isTold ? words : 'The service cannot be reached. Check its address and try again.',
      ...(isTold ? {} : { detail: words }),
    };
  }
};
