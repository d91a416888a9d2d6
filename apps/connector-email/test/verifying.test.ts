import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { anAccount, Dovecot, freePort } from '@filo/testing';
import { selfSigned } from '../src/door/self-signed.js';
import { describeWithDovecot } from './servers/describe-with-dovecot.js';
import { makeTestChannel } from './servers/make-test-channel.js';
import { SmtpSink } from './servers/smtp-sink.js';

const secrets = { imapPassword: 'pw1', smtpPassword: 'pw1' };

const verify = (settings: Record<string, unknown>, over = secrets, authorities?: string) =>
  makeTestChannel({ authorities }).channel.verify(anAccount({ settings }), over);
const expired = selfSigned('localhost', new Date('2001-01-01'));

describeWithDovecot('testing the settings of a mailbox', () => {
  let dovecot: Dovecot;
  let old: Dovecot;
  let plain: Dovecot;
  beforeAll(async () => {
    dovecot = await Dovecot.start();
    old = await Dovecot.start({ certificate: expired });
    plain = await Dovecot.start({ tls: false });
  }, 60_000);
  afterAll(() => Promise.all([dovecot.stop(), old.stop(), plain.stop()]));

  const imap = (over: object = {}) => ({
    imap: {
      host: 'localhost',
      port: dovecot.ports.imap,
      security: 'none',
      user: 'support',
      folders: ['INBOX'],
      ...over,
    },
  });

  it('is content with what works: plain, STARTTLS and TLS', async () => {
    for (const settings of [
      imap(),
      imap({ security: 'starttls' }),
      imap({ security: 'tls', port: dovecot.ports.imaps }),
    ]) {
      expect(await verify(settings, secrets, dovecot.certificate)).toMatchObject([
        { name: 'imap', ok: true },
      ]);
    }
  }, 30_000);

  it.each([
    ['wrong-password', () => imap(), { imapPassword: 'wrong', smtpPassword: '' }],
    ['folder-missing', () => imap({ folders: ['INBOX', 'Nowhere'] }), secrets],
    ['host-not-found', () => imap({ host: 'no-such-host.invalid' }), secrets],
    ['certificate-untrusted', () => imap({ security: 'tls', port: dovecot.ports.imaps }), secrets],
    ['certificate-expired', () => imap({ security: 'tls', port: old.ports.imaps }), secrets],
    ['certificate-expired', () => imap({ security: 'starttls', port: old.ports.imap }), secrets],
    ['starttls-missing', () => imap({ security: 'starttls', port: plain.ports.imap }), secrets],
    ['tls-failed', () => imap({ security: 'tls', port: plain.ports.imap }), secrets],
  ])(
    'says %s',
    async (code, settings, over) => {
      const authorities = code === 'certificate-expired' ? expired.cert : undefined;
      const [check] = await verify(settings(), over, authorities);
      expect(check).toMatchObject({ name: 'imap', ok: false, code });
      expect(check!.message.split('. ').length).toBeGreaterThan(1);
    },
    30_000,
  );

  it('says unreachable', async () => {
    expect(await verify(imap({ port: await freePort() }))).toMatchObject([
      { ok: false, code: 'unreachable' },
    ]);
  });

  it('says timeout when the server keeps silent', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    try {
      const { port } = silent.address() as AddressInfo;
      expect(await verify(imap({ host: '127.0.0.1', port }))).toMatchObject([{ ok: false, code: 'timeout' }]);
    } finally {
      silent.close();
    }
  }, 30_000);
});

describe('testing the settings of an SMTP server', () => {
  const smtp = (port: number, over: object = {}) => ({
    smtp: { host: 'localhost', port, security: 'none', user: 'support', ...over },
  });
  const sinks: SmtpSink[] = [];
  const sink = async (options: Parameters<typeof SmtpSink.start>[0] = {}) => {
    const started = await SmtpSink.start({ users: { support: 'pw1' }, ...options });
    sinks.push(started);
    return started.port;
  };
  afterAll(() => Promise.all(sinks.map((one) => one.stop())));
  const valid = selfSigned('localhost');

  it('is content with what works: plain, STARTTLS and TLS', async () => {
    expect(await verify(smtp(await sink()))).toMatchObject([{ name: 'smtp', ok: true }]);
    const withTls = await sink({ tls: valid });
    expect(await verify(smtp(withTls, { security: 'starttls' }), secrets, valid.cert)).toMatchObject([
      { ok: true },
    ]);
    const secure = await sink({ tls: valid, secure: true });
    expect(await verify(smtp(secure, { security: 'tls' }), secrets, valid.cert)).toMatchObject([
      { ok: true },
    ]);
  });

  it('says wrong-password', async () => {
    expect(await verify(smtp(await sink()), { imapPassword: '', smtpPassword: 'wrong' })).toMatchObject([
      { ok: false, code: 'wrong-password', detail: expect.stringContaining('Invalid username') },
    ]);
  });

  it('says starttls-missing', async () => {
    expect(await verify(smtp(await sink(), { security: 'starttls' }))).toMatchObject([
      { code: 'starttls-missing' },
    ]);
  });

  it('says certificate-untrusted and certificate-expired', async () => {
    const untrusted = await sink({ tls: valid });
    expect(await verify(smtp(untrusted, { security: 'starttls' }))).toMatchObject([
      { code: 'certificate-untrusted' },
    ]);
    const old = await sink({ tls: expired, secure: true });
    expect(await verify(smtp(old, { security: 'tls' }), secrets, expired.cert)).toMatchObject([
      { code: 'certificate-expired' },
    ]);
  });

  it('says unreachable and host-not-found', async () => {
    expect(await verify(smtp(await freePort()))).toMatchObject([{ code: 'unreachable' }]);
    expect(await verify(smtp(25, { host: 'no-such-host.invalid' }))).toMatchObject([
      { code: 'host-not-found' },
    ]);
  });

  it('says which setting cannot be read', async () => {
    expect(await verify({ smtp: { host: 'localhost', port: 70_000, security: 'none' } })).toMatchObject([
      {
        name: 'settings',
        ok: false,
        code: 'settings-invalid',
        message: expect.stringContaining('smtp.port'),
      },
    ]);
  });
});
