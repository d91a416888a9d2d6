import type { OAuthClientMetadataInput } from '@atproto/oauth-client-node';

/** What we ask for to work as an account: read and write as it, but not its password or its direct messages. */
export const workScope = 'atproto transition:generic';

interface Names {
  /** Where our document lies, which is our name. */
  documentUrl: string;
  redirectUris: readonly [string, ...string[]];
  /** The public half of our key. */
  keys: readonly object[];
}

/** Filo as a client of the network's authorization servers, which read this at its address. */
export const clientDocument = ({ documentUrl, redirectUris, keys }: Names): OAuthClientMetadataInput => {
  const { origin, hostname, protocol } = new URL(documentUrl);
  const shared = {
    redirect_uris: redirectUris as never,
    scope: workScope,
    grant_types: ['authorization_code', 'refresh_token'] as const,
    response_types: ['code'] as const,
    dpop_bound_access_tokens: true,
  };
  if (protocol !== 'https:' || isLoopback(hostname)) return { ...loopback(redirectUris), ...shared } as never;
  return {
    ...shared,
    client_id: documentUrl as never,
    client_name: 'Filo',
    client_uri: origin as never,
    application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [...keys] as never },
  } as never;
};

/** Nobody can read a document on this machine: name, addresses and scope stand in the id, and no key proves it. */
const loopback = (redirectUris: readonly string[]) => {
  const asked = new URLSearchParams([
    ...redirectUris.map((uri): [string, string] => ['redirect_uri', uri]),
    ['scope', workScope],
  ]);
  return {
    client_id: `http://localhost?${asked}`,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
  };
};

export const isLoopback = (hostname: string): boolean =>
  ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
