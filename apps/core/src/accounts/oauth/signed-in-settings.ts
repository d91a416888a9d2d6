type Settings = Record<string, unknown>;

/** Settings of an account that signed in anew: servers and login of the provider; which folders are read stays. */
export const signedInSettings = (held: Settings, given: Settings): Settings => {
  if (given['imap'] === undefined) return { ...held, ...given };
  const { folders, sentFolder } = (held['imap'] ?? {}) as Settings;
  const kept = {
    ...(folders === undefined ? {} : { folders }),
    ...(sentFolder === undefined ? {} : { sentFolder }),
  };
  return { ...held, ...given, imap: { ...(given['imap'] as Settings), ...kept } };
};
