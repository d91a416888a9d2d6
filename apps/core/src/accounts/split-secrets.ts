/** Passwords never lie in `settings`: they leave them here, by the names under which the connector looks for them. */
export interface SplitSettings {
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
}

interface Server {
  password?: string | undefined;
  sentFolder?: string | false | null | undefined;
}

/** Takes `password` out of `imap` and `smtp`, and a Sent folder that the server shall name; what is absent stays absent. */
export const splitSecrets = (given: {
  imap?: Server | null | undefined;
  smtp?: Server | null | undefined;
}): SplitSettings => {
  const settings: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  for (const kind of ['imap', 'smtp'] as const) {
    const server = given[kind];
    if (!server) continue;
    const { password, ...rest } = server;
    if (rest.sentFolder === null) delete rest.sentFolder;
    if (password !== undefined && password !== '') secrets[`${kind}Password`] = password;
    settings[kind] = { ...rest, passwordSet: password !== undefined && password !== '' };
  }
  return { settings, secrets };
};
