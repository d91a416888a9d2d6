import { atprotoLoopbackClientMetadata, oauthClientMetadataSchema } from '@atproto/oauth-types';
import type { JsonWebKey } from 'node:crypto';
import { OAuthRefusal } from './oauth-refusal.js';
import { isSignedBy, readToken } from './signed-token.js';

export interface KnownClient {
  redirectUris: readonly string[];
  scope: string;
  /** None: a public client. */
  keys: readonly JsonWebKey[];
}

/** Clients by the document at their id, or by the id alone where they live on a developer's machine. */
export class KnownClients {
  /** Fetches the document of a client; a test may answer itself for addresses that nobody reaches. */
  fetchDocument = async (id: string): Promise<unknown> => (await fetch(id, { redirect: 'error' })).json();

  async find(id: string): Promise<KnownClient> {
    const document = id.startsWith('http://localhost')
      ? atprotoLoopbackClientMetadata(id)
      : oauthClientMetadataSchema.parse(await this.fetchDocument(id));
    if (document.client_id !== id)
      throw new OAuthRefusal(400, 'invalid_client_metadata', 'Another client_id');
    if (!document.dpop_bound_access_tokens)
      throw new OAuthRefusal(400, 'invalid_client_metadata', 'Tokens must be bound');
    const confidential = document.token_endpoint_auth_method === 'private_key_jwt';
    return {
      redirectUris: document.redirect_uris,
      scope: document.scope ?? '',
      keys: confidential ? ((document.jwks?.keys ?? []) as JsonWebKey[]) : [],
    };
  }

  /** Who keeps a key must sign with it (RFC 7523). */
  check({ keys }: KnownClient, id: string, issuer: string, assertion: string | undefined): void {
    if (keys.length === 0) return;
    const token = readToken(assertion ?? '');
    const key = keys.find((one) => one['kid'] === token?.header.kid);
    const { iss, sub, aud, exp } = token?.claims ?? {};
    const isOurs = iss === id && sub === id && aud === issuer && Number(exp) * 1_000 > Date.now();
    if (assertion === undefined || key === undefined || !isOurs || !isSignedBy(assertion, key))
      throw new OAuthRefusal(401, 'invalid_client', 'The client did not prove who it is');
  }
}
