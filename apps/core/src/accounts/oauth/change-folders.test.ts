import { changeFolders } from './change-folders.js';
import { signedInSettings } from './signed-in-settings.js';

const server = { host: 'imap.example.org', port: 993, security: 'tls' as const, user: 'help@example.org' };
const oauth = { provider: 'google', grantedAt: '2026-01-01T00:00:00.000Z' };
const settings = { imap: { ...server, folders: ['INBOX'] }, oauth };

describe('the servers of a mailbox that signs in at a provider', () => {
  it('keep their place while folders change', () => {
    expect(changeFolders({ settings }, { imap: { ...server, folders: ['INBOX', 'Help'] } })).toEqual({
      settings: { imap: { ...server, folders: ['INBOX', 'Help'] }, oauth },
    });
  });

  it.each([
    { imap: { ...server, host: 'elsewhere.example.org', folders: ['INBOX'] } },
    { imap: { ...server, password: 'typed', folders: ['INBOX'] } },
    { smtp: server },
    { imap: null },
  ])('are not changed to %j', (patch) => {
    expect(() => changeFolders({ settings }, patch)).toThrow(/signs in at its provider/);
  });

  it('can be changed where a password is used', () => {
    expect(changeFolders({ settings: { imap: server } }, { smtp: server })).toBeUndefined();
  });

  it('keep the folders when somebody signs in anew', () => {
    const held = {
      imap: { host: 'old', user: 'old', folders: ['Help'], passwordSet: true },
      trustedHosts: ['a'],
    };
    expect(signedInSettings(held, settings)).toEqual({
      imap: { ...server, folders: ['Help'] },
      oauth,
      trustedHosts: ['a'],
    });
  });
});
