import type { Consent } from '@filo/connector';
import { findProvider } from '../provider/find-provider.js';
import type { OAuthProvider } from '../provider/oauth-provider.js';
import type { PendingConsents } from './pending-consents.js';
import { challengeOf, newVerifier } from './pkce.js';

type Request = Parameters<Consent['start']>[0];

/** Remembers the consent and says where to give it. */
export class StartConsent {
  constructor(
    private readonly providers: readonly OAuthProvider[],
    private readonly pending: PendingConsents,
  ) {}

  async run(request: Request): Promise<string> {
    const { provider: name, accountId, address, user = address, redirectUri, note, state } = request;
    const provider = findProvider(this.providers, name);
    const verifier = newVerifier();
    const nonce = newVerifier();
    await this.pending.keep(state, {
      provider: name,
      accountId,
      address,
      user,
      redirectUri,
      note,
      verifier,
      nonce,
    });
    const url = new URL(provider.authorizeUrl);
    const parameters = {
      ...provider.authorizeParameters,
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: redirectUri,
      scope: provider.scopes,
      state,
      nonce,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      login_hint: user,
    };
    for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
    return url.href;
  }
}
