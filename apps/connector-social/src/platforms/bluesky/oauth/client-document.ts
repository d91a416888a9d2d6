import type { OAuthClientMetadataInput } from '@atproto/oauth-client-node';
import { isLoopback } from '../../../service-address.js';

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
  const { origin } = new URL(documentUrl);
  const shared = {
    redirect_uris: redirectUris as never,
    scope: workScope,
    grant_types: ['authorization_code', 'refresh_token'] as const,
    response_types: ['code'] as const,
    dpop_bound_access_tokens: true,
  };
  if (isPublicClient(documentUrl)) return { ...loopback(redirectUris), ...shared } as never;
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

/** Without a document that others can read nothing proves who we are. */
const isPublicClient = (documentUrl: string): boolean => {
  const { protocol, hostname } = new URL(documentUrl);
  return protocol !== 'https:' || isLoopback(hostname);
};

/** A client that proves nothing is signed out after two weeks whatever it does; the others renew without an end. */
const publicSessionMs = 14 * 86_400_000;

/** When somebody must sign in again; null: nobody has said. */
export const endOfSession = ({
  documentUrl,
  grantedAt,
}: {
  documentUrl: string;
  grantedAt: string;
}): Date | null => (isPublicClient(documentUrl) ? new Date(Date.parse(grantedAt) + publicSessionMs) : null);
