import { changeServers } from './change-servers.js';

const imap = {
  host: 'imap.example.org',
  port: 993,
  security: 'tls' as const,
  user: 'help',
  folders: ['INBOX'],
};
const smtp = { host: 'smtp.example.org', port: 465, security: 'tls' as const, user: 'help' };
const account = {
  settings: { imap: { ...imap, passwordSet: true }, smtp: { ...smtp, passwordSet: true }, more: 1 },
};

it('keeps a stored password for the same user of the same host, whatever else changes', () => {
  expect(
    changeServers(account, { imap: { ...imap, port: 143, security: 'starttls', folders: ['A'] } }),
  ).toEqual({
    settings: {
      ...account.settings,
      imap: { ...imap, port: 143, security: 'starttls', folders: ['A'], passwordSet: true },
    },
    secrets: {},
    gone: [],
  });
});

it.each([
  ['host', { host: 'evil.example.org' }],
  ['user', { user: 'other' }],
  ['protection', { security: 'none' as const }],
])('asks for the password again when it would go elsewhere: %s', (_, change) => {
  expect(() => changeServers(account, { smtp: { ...smtp, ...change } })).toThrow(
    /type the password of smtp again/,
  );
});

it('replaces what is typed, and drops what no user signs in with any more', () => {
  const { settings, secrets, gone } = changeServers(account, {
    imap: { ...imap, host: 'new.example.org', password: 'typed' },
    smtp: { ...smtp, user: undefined },
  });
  expect({ secrets, gone }).toEqual({
    secrets: { imapPassword: 'typed' },
    gone: ['imapPassword', 'smtpPassword'],
  });
  expect(settings).toMatchObject({ imap: { passwordSet: true }, smtp: { passwordSet: false } });
  expect(JSON.stringify(settings)).not.toContain('typed');
});

it('keeps the Sent folder that a change does not name, and leaves it to the server on null', () => {
  const named = { settings: { imap: { ...imap, passwordSet: true, sentFolder: 'Gesendet' } } };
  const sentFolder = (change: object) =>
    (changeServers(named, { imap: { ...imap, ...change } }).settings['imap'] as { sentFolder?: unknown })
      .sentFolder;
  expect(sentFolder({})).toBe('Gesendet');
  expect(sentFolder({ sentFolder: false })).toBe(false);
  expect(sentFolder({ sentFolder: null })).toBeUndefined();
  expect(sentFolder({ sentFolder: 'Sent Items' })).toBe('Sent Items');
});

it('drops a server with its password, and nothing of the other one', () => {
  expect(changeServers(account, { imap: null })).toEqual({
    settings: { smtp: account.settings.smtp, more: 1 },
    secrets: {},
    gone: ['imapPassword'],
  });
  expect(changeServers(account, { imap: null, smtp: null })).toEqual({
    settings: { more: 1 },
    secrets: {},
    gone: ['imapPassword', 'smtpPassword'],
  });
  expect(changeServers({ settings: {} }, { imap: null })).toEqual({ settings: {}, secrets: {}, gone: [] });
});
