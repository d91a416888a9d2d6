/** How we prove who we are: by password, or by an OAuth 2 access token, which is preferred where there is one. */
export interface ServerLogin {
  user: string;
  password?: string;
  accessToken?: string;
}

export type ServerKind = 'imap' | 'smtp';

/** Secrets of an account: `imapPassword`, `smtpPassword`, and `accessToken` for both. */
export const loginOf = (
  kind: ServerKind,
  user: string | undefined,
  secrets: Readonly<Record<string, string>>,
): ServerLogin | undefined => {
  if (user === undefined || user === '') return undefined;
  return { user, password: secrets[`${kind}Password`], accessToken: secrets.accessToken };
};
