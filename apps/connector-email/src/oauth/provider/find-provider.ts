import { PermanentError } from '@filo/connector';
import type { OAuthProvider } from './oauth-provider.js';

/** Throws `PermanentError('provider-unknown')`. */
export const findProvider = (providers: readonly OAuthProvider[], name: string): OAuthProvider => {
  const provider = providers.find((one) => one.name === name);
  if (provider !== undefined) return provider;
  throw new PermanentError(
    'provider-unknown',
    `No client is configured for signing in with ${name}. Mail stays in the mailbox and answers wait here. Set FILO_OAUTH_${name.toUpperCase()}_CLIENT_ID for the mail connector and start it again.`,
  );
};
