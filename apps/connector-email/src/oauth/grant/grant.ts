import { PermanentError } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import type { EmailSettings } from '../../email-settings.js';
import { findProvider } from '../provider/find-provider.js';
import type { OAuthProvider } from '../provider/oauth-provider.js';
import { tokensIn, type TokenSet } from './token-set.js';

/** One mailbox's permission, as its account tells of it; the tokens of now lie in the {@link GrantBook}. */
export interface Grant {
  accountId: string;
  /** Tells this consent from earlier and later ones. */
  grantedAt: string;
  provider: OAuthProvider;
  /** Those of the consent. */
  first: TokenSet;
}

interface OpenedMailbox {
  account: Pick<ConnectedAccount, 'accountId'>;
  secrets: Readonly<Record<string, string>>;
}

/** Throws `PermanentError` whose sentence is fit to be shown. */
export const grantOf = (
  { account, secrets }: OpenedMailbox,
  oauth: NonNullable<EmailSettings['oauth']>,
  providers: readonly OAuthProvider[],
): Grant => {
  const provider = findProvider(providers, oauth.provider);
  const first = tokensIn(secrets);
  if (first === undefined) throw signInAgain(provider, 'no permission is stored');
  return { accountId: account.accountId, grantedAt: oauth.grantedAt, provider, first };
};

/** The permission is gone; only a human can give it again. */
export const signInAgain = ({ label }: OAuthProvider, why: string): PermanentError =>
  new PermanentError(
    'sign-in-again',
    `${label} lets us into this mailbox no more (${why}). Mail stays in the mailbox and answers wait here. Sign in again on the page of the account.`,
  );
