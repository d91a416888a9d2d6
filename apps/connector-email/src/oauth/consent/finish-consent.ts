import { PermanentError, type Consent, type Verification } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import type { VerifyAccount } from '../../verifying/verify-account.js';
import type { Memory } from '../memory.js';
import { secretsOf, tokenSetOf, type TokenSet } from '../grant/token-set.js';
import { findProvider } from '../provider/find-provider.js';
import type { OAuthProvider } from '../provider/oauth-provider.js';
import { TokenRefusal, type TokenAnswer, type TokenEndpoint } from '../provider/token-endpoint.js';
import { grantedAddress } from './granted-address.js';
import type { PendingConsent, PendingConsents } from './pending-consents.js';

type Request = Parameters<Consent['finish']>[0];
type Finished = Extract<Awaited<ReturnType<Consent['finish']>>, { ok: true }>;

export interface FinishParts {
  providers: readonly OAuthProvider[];
  pending: PendingConsents;
  endpoint: TokenEndpoint;
  verify: Pick<VerifyAccount, 'run'>;
  memory: Memory;
}

/** Turns a code into an account: exchanged, of the right mailbox, seen to work, sealed to ourselves. */
export class FinishConsent {
  constructor(private readonly parts: FinishParts) {}

  /** Throws `PermanentError` with a code of `oauthOutcomes`; nothing is stored then. */
  async run({ state, code }: Request): Promise<Finished> {
    const { providers, pending, memory } = this.parts;
    const consent = await pending.take(state);
    const provider = findProvider(providers, consent.provider);
    const answer = await this.exchange(provider, consent, code);
    const tokens = keepable(provider, answer);
    mustBeOf(consent.user, provider, await grantedAddress(provider, answer, consent.nonce));
    const settings = settingsOf(provider, consent.user);
    await this.mustWork(consent, settings, tokens);
    const { accountId, address, note } = consent;
    const sealedSecrets = memory.get().seal(accountId, secretsOf(tokens));
    return { ok: true, accountId, address, settings, sealedSecrets, note };
  }

  private async exchange(
    provider: OAuthProvider,
    consent: PendingConsent,
    code: string,
  ): Promise<TokenAnswer> {
    const { verifier, redirectUri } = consent;
    try {
      return await this.parts.endpoint.exchange(provider, { code, verifier, redirectUri });
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      throw new PermanentError(
        'exchange-failed',
        `${provider.label} did not take the sign-in (${error.code}). Nothing was stored. Begin it again; if that does not help, check client id, secret and redirect address.`,
        { cause: error },
      );
    }
  }

  private async mustWork(
    { accountId, address }: PendingConsent,
    settings: Record<string, unknown>,
    { accessToken }: TokenSet,
  ): Promise<void> {
    const account: ConnectedAccount = {
      v: 1,
      accountId,
      channel: 'email',
      address,
      state: 'active',
      settings,
      version: 0,
    };
    const failed = (await this.parts.verify.run(account, { accessToken })).find(({ ok }) => !ok);
    if (failed === undefined) return;
    throw new PermanentError(outcomeOf(failed), `Nothing was stored. ${failed.message}`);
  }
}

/** Without a refresh token the account would be red within the hour. */
const keepable = ({ label }: OAuthProvider, answer: TokenAnswer): TokenSet => {
  const { refresh_token: refreshToken } = answer;
  if (refreshToken !== undefined) return tokenSetOf(answer, { refreshToken });
  throw new PermanentError(
    'no-refresh-token',
    `${label} gave no lasting permission. Nothing was stored. Take Filo's access back at ${label}, then sign in again.`,
  );
};

const mustBeOf = (user: string, { label }: OAuthProvider, granted: string | undefined): void => {
  if (granted === undefined || granted.toLowerCase() === user.toLowerCase()) return;
  throw new PermanentError(
    'wrong-mailbox',
    `The sign-in at ${label} was for another mailbox than ${user}. Nothing was stored. Sign in there as ${user}.`,
  );
};

const settingsOf = ({ name, servers }: OAuthProvider, user: string): Record<string, unknown> => ({
  imap: { ...servers.imap, user, folders: ['INBOX'] },
  ...(servers.smtp === undefined ? {} : { smtp: { ...servers.smtp, user } }),
  oauth: { provider: name, grantedAt: new Date().toISOString() },
});

const outcomeOf = ({ name, code }: Verification): string => {
  if (code !== 'wrong-password') return 'unavailable';
  return name === 'smtp' ? 'sending-refused' : 'login-refused';
};
