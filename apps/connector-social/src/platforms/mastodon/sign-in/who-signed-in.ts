import { PermanentError } from '@filo/connector';
import { z } from 'zod';
import type { Instance } from './instance.js';

const account = z.object({
  acct: z.string(),
  /** Told since Mastodon 4.2. */
  uri: z.string().optional(),
  url: z.string(),
});

/**
 * The permanent address of whoever holds the token. An instance that tells of an account of another host is not believed: each speaks
 * for its own alone. `expected`: the address that was invited; some instances know their accounts by what others call only a page.
 */
export const whoSignedIn = async (instance: Instance, token: string, expected: string): Promise<string> => {
  const { status, answer } = await instance.ask('/api/v1/accounts/verify_credentials', { token });
  const told = status === 200 ? account.safeParse(answer).data : undefined;
  if (told === undefined) throw untold(instance);
  const { acct, uri, url } = told;
  const names = [uri, url].filter((name) => name !== undefined);
  const isLocal = !acct.includes('@') && names.every((name) => isAt(instance, name));
  if (!isLocal) throw untold(instance);
  if (names.includes(expected)) return expected;
  // By its page alone nobody can tell whether it is the one.
  if (uri === undefined) throw untold(instance);
  return uri;
};

const isAt = ({ origin }: Instance, name: string): boolean =>
  URL.canParse(name) && new URL(name).origin === origin;

const untold = ({ host }: Instance) =>
  new PermanentError(
    'account-untold',
    `${host} did not tell which of its own accounts signed in. Nothing was joined.`,
  );
