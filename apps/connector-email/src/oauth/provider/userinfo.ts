import { TemporaryError } from '@filo/connector';
import type { OAuthProvider } from './oauth-provider.js';

export interface Userinfo {
  email?: string;
  emailVerified: boolean;
}

/** What a provider says of the token's owner; `refused` when it does not take the token any more. */
export const readUserinfo = async (
  { userinfoUrl, label }: OAuthProvider & { userinfoUrl: string },
  accessToken: string,
): Promise<Userinfo | 'refused'> => {
  let response: Response;
  try {
    response = await fetch(userinfoUrl, {
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status === 401) return 'refused';
    if (response.ok) return claimsOf(await response.json());
  } catch (cause) {
    throw new TemporaryError(`${label} could not be reached.`, { cause });
  }
  throw new TemporaryError(`${label} answered ${response.status}.`);
};

/** The same claims as in an id_token. */
export const claimsOf = (claims: unknown): Userinfo => {
  const { email, email_verified: verified } = (claims ?? {}) as { email?: unknown; email_verified?: unknown };
  return {
    ...(typeof email === 'string' ? { email } : {}),
    emailVerified: verified !== false && verified !== 'false',
  };
};
