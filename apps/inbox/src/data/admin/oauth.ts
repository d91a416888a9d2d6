import type { AccountView, OAuthConsent, OAuthConsentUrl, OAuthProviderList } from '@filo/contracts/http';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/request';

export const oauthProvidersQuery = queryOptions({
  queryKey: ['oauth-providers'] as const,
  queryFn: ({ signal }) => request<OAuthProviderList>('/accounts/oauth/providers', { signal }),
});

/** Begins the sign-in of a mailbox; nothing is stored before the provider sends the browser back. */
export const beginConsent = (body: OAuthConsent): Promise<OAuthConsentUrl> =>
  request('/accounts/oauth', { method: 'POST', body });

/** The provider that a mailbox signs in at; undefined where it signs in by password. */
export function providerOf({ settings }: Pick<AccountView, 'settings'>): string | undefined {
  const { provider } = (settings['oauth'] ?? {}) as { provider?: unknown };
  return typeof provider === 'string' ? provider : undefined;
}

/** What signs an existing mailbox in again, as the same user as before: an alias has another one than its address. */
export function consentAgain(account: AccountView, provider: string): OAuthConsent {
  const { id, channel, address, settings } = account;
  const { user } = (settings['imap'] ?? {}) as { user?: unknown };
  return { channel, provider, address, accountId: id, ...(typeof user === 'string' && user ? { user } : {}) };
}
