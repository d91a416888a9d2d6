import { PermanentError } from '@filo/connector';

/** What closes all of an account to us, whatever was asked, by the name that the network gives it. */
export const closings: Readonly<Record<string, { code: string; message: string }>> = {
  AuthenticationRequired: {
    code: 'wrong-password',
    message:
      'Bluesky does not take the handle with this app password; it may have been revoked. Nothing is lost: make a new app password at Bluesky (Settings, Privacy and security, App passwords) and enter it here.',
  },
  ...byNames(['AccountTakedown', 'AccountSuspended', 'RepoTakendown', 'RepoSuspended'], {
    code: 'account-suspended',
    message:
      'Bluesky has suspended this account. What came is kept; ask Bluesky why, and remove or pause the account here meanwhile.',
  }),
  ...byNames(['AccountDeactivated', 'RepoDeactivated'], {
    code: 'account-deactivated',
    message:
      'This account is deactivated at Bluesky. What came is kept; open it there again, or remove or pause it here meanwhile.',
  }),
  AuthFactorTokenRequired: {
    code: 'app-password-needed',
    message:
      'Bluesky asks for a code by mail, which it does for the main password only. Make an app password at Bluesky (Settings, Privacy and security, App passwords) and enter that.',
  },
};

export const closedBy = (name: string, cause: unknown): PermanentError => {
  const { code, message } = closings[name]!;
  return new PermanentError(code, message, { cause, ofAccount: true, with: { network: 'Bluesky' } });
};

function byNames<What>(names: readonly string[], what: What): Record<string, What> {
  return Object.fromEntries(names.map((name) => [name, what]));
}
