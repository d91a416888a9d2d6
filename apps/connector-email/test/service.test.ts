import { accountFor, FakeCore } from '@filo/connector/testing';
import { Dovecot, eventually, freshPrefix, withoutDovecot, type FreshPrefix } from '@filo/testing';
import { aMail } from './servers/a-mail.js';
import { EmailProcess } from './servers/email-process.js';
import { makeTestChannel } from './servers/make-test-channel.js';
import { SpeakSmtp } from './servers/speak-smtp.js';

/** The service begins as a process of its own, from its source: seconds, and more than half a minute on a busy machine. */
const patience = { timeoutMs: 90_000 };

const { channel } = makeTestChannel();

describe('the mail connector as a service', () => {
  let prefix: FreshPrefix;
  let core: FakeCore;
  let email: EmailProcess;

  beforeEach(async () => {
    prefix = await freshPrefix({ connectors: { email: ['email'] }, leaseTtlMs: 10_000 });
    core = await FakeCore.start(prefix.busOptions());
  }, 120_000);
  afterEach(async () => {
    await email.stop('SIGKILL');
    await core.stop();
    await prefix.remove();
  }, 60_000);

  const write = async (raw: string, to = 'support@localhost'): Promise<string> => {
    const { client } = await SpeakSmtp.connect(email.smtpPort);
    try {
      return await client.mail('ada@example.org', [to], raw);
    } finally {
      client.end();
    }
  };
  const writeUntil = (code: string, raw: string, to?: string) =>
    eventually(async () => (await write(raw, to)).startsWith(code), { ...patience, intervalMs: 200 });

  it('takes mail by its door, offers STARTTLS, refuses strangers, says 451 without core, and ends when told', async () => {
    await core.putAccount('email', accountFor({ channel, address: 'support@localhost' }));
    email = await EmailProcess.start(prefix.busOptions('email'));
    await writeUntil('250', aMail({ to: 'support@localhost', subject: 'Grüße', text: 'Guten Tag' }));
    expect([...core.ledger.values()]).toMatchObject([
      { type: 'message', author: { key: 'ada@example.org' }, text: expect.stringContaining('Guten Tag') },
    ]);
    await writeUntil('550', aMail(), 'nobody@localhost');
    const { client } = await SpeakSmtp.connect(email.smtpPort);
    expect(await client.say('EHLO client.example')).toContain('STARTTLS');
    client.end();
    core.present = false;
    const raw = aMail({ to: 'support@localhost' });
    expect(await write(raw)).toMatch(/^451/);
    core.present = true;
    await writeUntil('250', raw);
    expect(core.ledger.size).toBe(2);
    expect(await email.stop()).toBe(0);
  }, 300_000);

  it('refuses, in production, a bus of which nobody knows that it fsyncs, and says what to do', async () => {
    const unknown = await freshPrefix({ connectors: { email: ['email'] }, monitorUrl: 'http://127.0.0.1:1' });
    email = await EmailProcess.start(unknown.busOptions('email'), { NODE_ENV: 'production' });
    await eventually(() => /cannot start/.test(email.output.join('')), patience);
    expect(email.output.join('')).toMatch(/set NATS_MONITOR_URL to its monitoring endpoint/);
    expect(await email.stop()).toBe(1);
    await unknown.remove();
  }, 120_000);

  const without = withoutDovecot();
  (without === undefined ? it : it.skip)(
    `imports 5,000 mails of 14 days unattended, each once, over a kill, without growing${without ? `: left out, ${without}` : ''}`,
    async () => {
      const dovecot = await Dovecot.start();
      try {
        const text = 'A line of a mail that is as long as such lines are.\r\n'.repeat(150);
        for (let i = 0; i < 5_000; i++) {
          const at = new Date(Date.now() - (i % 14) * 86_400_000);
          await dovecot.deliver('support', aMail({ subject: `Row ${i}`, text: `${i}\r\n${text}` }), { at });
        }
        const imap = { host: '127.0.0.1', port: dovecot.ports.imap, security: 'none', user: 'support' };
        const account = {
          channel,
          address: 'support@localhost',
          settings: { imap },
          secrets: { imapPassword: 'pw1' },
        };
        await core.putAccount('email', accountFor(account));
        email = await EmailProcess.start(prefix.busOptions('email'));
        await eventually(() => core.ledger.size > 1_000, { timeoutMs: 120_000 });
        await email.stop('SIGKILL');
        email = await EmailProcess.start(prefix.busOptions('email'));
        await eventually(() => core.ledger.size > 2_500, { timeoutMs: 240_000, intervalMs: 200 });
        const halfway = await email.megabytes();
        await eventually(() => core.ledger.size === 5_000, { timeoutMs: 240_000, intervalMs: 200 });
        const subjects = new Set(
          [...core.ledger.values()].map((event) => event.type === 'message' && event.subject),
        );
        expect(subjects.size).toBe(5_000);
        // From source it carries two compilers; the built service stays flat below 200 MB.
        expect((await email.megabytes()) - halfway).toBeLessThan(120);
      } finally {
        await dovecot.stop();
      }
    },
    420_000,
  );
});
