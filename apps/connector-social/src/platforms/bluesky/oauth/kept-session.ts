import type { NodeSavedSession } from '@atproto/oauth-client-node';

/** A session of the library, and which of two is the newer one. */
export interface KeptSession {
  saved: NodeSavedSession;
  generation: number;
}

/** As the secrets of an account. */
export const sessionSecrets = (session: KeptSession): Record<string, string> => ({
  oauthSession: JSON.stringify(session),
});

export const sessionIn = ({ oauthSession }: Readonly<Record<string, string>>): KeptSession | undefined =>
  oauthSession === undefined ? undefined : (JSON.parse(oauthSession) as KeptSession);
