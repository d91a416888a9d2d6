import {
  oauthAuthorizationServerMetadataSchema,
  oauthProtectedResourceMetadataSchema,
} from '@atproto/oauth-types';
import type { Actor } from '../actor.js';

/** What the server publishes about itself, held to the network's own schemas. */
export const documentsOf = (url: string): Readonly<Record<string, object>> => ({
  '/.well-known/oauth-protected-resource': oauthProtectedResourceMetadataSchema.parse({
    resource: url,
    authorization_servers: [url],
    bearer_methods_supported: ['header'],
  }),
  '/.well-known/oauth-authorization-server': oauthAuthorizationServerMetadataSchema.parse({
    issuer: url,
    authorization_endpoint: `${url}/oauth/authorize`,
    token_endpoint: `${url}/oauth/token`,
    revocation_endpoint: `${url}/oauth/revoke`,
    pushed_authorization_request_endpoint: `${url}/oauth/par`,
    require_pushed_authorization_requests: true,
    scopes_supported: ['atproto', 'transition:generic'],
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    dpop_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
  }),
});

/** As the directory of the network answers (did:plc). */
export const didDocument = ({ did, handle }: Actor, url: string): object => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id: did,
  alsoKnownAs: [`at://${handle}`],
  verificationMethod: [],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: url }],
});
