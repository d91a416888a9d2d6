import { PermanentError } from '@filo/connector';
import type { OAuthProvider } from '../provider/oauth-provider.js';
import type { TokenAnswer } from '../provider/token-endpoint.js';
import { claimsOf, readUserinfo, type Userinfo } from '../provider/userinfo.js';

/**
 * Whose mailbox was granted, by the word of a provider that proves addresses; undefined when it says nothing, and the login
 * to the mailbox must show it. The id_token comes over TLS from the token endpoint itself, which stands for its signature
 * (OpenID Connect Core, 3.1.3.7).
 */
export const grantedAddress = async (
  provider: OAuthProvider,
  answer: TokenAnswer,
  nonce: string,
): Promise<string | undefined> => {
  if (!provider.provesAddress) return undefined;
  const said = answer.id_token === undefined ? undefined : claimsOfToken(answer.id_token, provider, nonce);
  const { userinfoUrl } = provider;
  if (said?.email === undefined && userinfoUrl !== undefined) {
    const info = await readUserinfo({ ...provider, userinfoUrl }, answer.access_token);
    return info === 'refused' ? undefined : provenOf(info);
  }
  return said && provenOf(said);
};

/** An address that its provider did not check counts for nothing. */
const provenOf = ({ email, emailVerified }: Userinfo): string | undefined =>
  emailVerified ? email : undefined;

const claimsOfToken = (idToken: string, { clientId, label }: OAuthProvider, nonce: string): Userinfo => {
  const claims = decode(idToken);
  const audience = [claims.aud].flat();
  if (
    !audience.includes(clientId) ||
    claims.nonce !== nonce ||
    !((claims.exp ?? 0) * 1000 > Date.now() - 60_000)
  ) {
    throw new PermanentError(
      'exchange-failed',
      `${label} answered for another sign-in than ours. Nothing was stored. Begin the sign-in again.`,
    );
  }
  return claimsOf(claims);
};

interface Claims {
  aud?: string | string[];
  nonce?: string;
  exp?: number;
}

const decode = (token: string): Claims => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Claims;
  } catch {
    return {};
  }
};
