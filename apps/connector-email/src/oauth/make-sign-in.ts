import type { VerifyAccount } from '../verifying/verify-account.js';
import { FinishConsent } from './consent/finish-consent.js';
import { MailConsent } from './consent/mail-consent.js';
import { PendingConsents } from './consent/pending-consents.js';
import { StartConsent } from './consent/start-consent.js';
import { GrantBook } from './grant/grant-book.js';
import { KeptByCore } from './grant/kept-by-core.js';
import { KeepGrant } from './grant/keep-grant.js';
import { RefreshTokens } from './grant/refresh-tokens.js';
import { Memory } from './memory.js';
import type { OAuthProvider } from './provider/oauth-provider.js';
import { TokenEndpoint } from './provider/token-endpoint.js';
import { SignIn } from './sign-in.js';

/** Puts together what signing in by OAuth 2 takes. */
export const makeSignIn = (
  providers: readonly OAuthProvider[],
  verify: VerifyAccount,
  lookEveryMs?: number,
) => {
  const memory = new Memory();
  const endpoint = new TokenEndpoint();
  const book = new GrantBook(memory, new KeptByCore(memory));
  const refresh = new RefreshTokens(book, endpoint);
  const pending = new PendingConsents(memory);
  const consent = new MailConsent(
    providers,
    new StartConsent(providers, pending),
    new FinishConsent({ providers, pending, endpoint, verify, memory }),
  );
  const signIn = new SignIn(providers, refresh, new KeepGrant(refresh, lookEveryMs));
  return { memory, book, consent, signIn };
};
