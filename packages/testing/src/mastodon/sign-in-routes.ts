import { notFound } from './refusal.js';
import { route, type Parts, type Route } from './route.js';

/** What a program registers, exchanges and gives back, and the instance's description of it. */
export const signInRoutes = ({ signIns, origin }: Parts): Route[] => [
  route('GET /.well-known/oauth-authorization-server', () => {
    if (signIns.isOld) throw notFound();
    return {
      ...{ issuer: `${origin()}/`, service_documentation: 'https://docs.joinmastodon.org/' },
      ...{ authorization_endpoint: `${origin()}/oauth/authorize`, token_endpoint: `${origin()}/oauth/token` },
      ...{
        revocation_endpoint: `${origin()}/oauth/revoke`,
        app_registration_endpoint: `${origin()}/api/v1/apps`,
      },
      ...{
        userinfo_endpoint: `${origin()}/oauth/userinfo`,
        scopes_supported: ['read', 'read:accounts', 'write', 'profile'],
      },
      ...{ response_types_supported: ['code'], response_modes_supported: ['query'] },
      ...{ grant_types_supported: ['authorization_code', 'client_credentials'] },
      ...{
        token_endpoint_auth_methods_supported: ['client_secret_post'],
        code_challenge_methods_supported: ['S256'],
      },
    };
  }),
  route('POST /api/v1/apps', ({ body }) => signIns.register(body)),
  route('POST /oauth/token', ({ body }) => signIns.exchange(body)),
  route('POST /oauth/revoke', ({ body }) => signIns.giveBack(body)),
];
