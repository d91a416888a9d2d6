import { anAccount, aSend, Dovecot } from '@filo/testing';
import { send as sendSchema, type ConnectedAccount, type SendInput } from '@filo/contracts';
import { describeWithDovecot } from './servers/describe-with-dovecot.js';
import { HeardByCore } from './servers/heard-by-core.js';
import { makeTestChannel } from './servers/make-test-channel.js';
import { SmtpSink } from './servers/smtp-sink.js';

const ada = { kind: 'mail', key: 'ada@example.org' };
const grace = { kind: 'mail', key: 'grace@example.org' };
const toBoth = { visibleTo: [ada], visibleCc: [grace], threadingId: 'one.for.both@example.com' };

describeWithDovecot('looking in the Sent folder before a mail is sent again', () => {
  let dovecot: Dovecot;
  let sink: SmtpSink;
  let core: HeardByCore;
  let account: ConnectedAccount;
  const { channel } = makeTestChannel();
  const users = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`user${i}`, 'pw1']));
  let next = 0;

  beforeAll(async () => {
    dovecot = await Dovecot.start({ users });
  }, 60_000);
  afterAll(() => dovecot.stop());

  beforeEach(async () => {
    sink = await SmtpSink.start();
    core = new HeardByCore();
    const host = '127.0.0.1';
    account = anAccount({
      settings: {
        smtp: { host, port: sink.port, security: 'none' },
        imap: {
          host,
          port: dovecot.ports.imap,
          security: 'none',
          user: `user${next++}`,
          sentFolder: 'INBOX',
        },
        appendSent: true,
      },
    });
  });
  afterEach(() => sink.stop());

  const sending = () => ({
    account,
    secrets: { imapPassword: 'pw1' },
    blobs: {
      get: core.get.bind(core),
      put: (content: unknown) => core.put(content as Uint8Array),
    },
    signal: new AbortController().signal,
  });
  const send = (over: Partial<SendInput>) =>
    channel.send(sendSchema.parse(aSend(over)), { ...sending(), start: () => Promise.resolve() });
  const lookUp = (over: Partial<SendInput>) => channel.lookUp(sendSchema.parse(aSend(over)), sending());
  const found = { detail: expect.stringContaining('found in the folder INBOX') };

  it('takes the copy of another recipient for none of its own', async () => {
    const first = { ...toBoth, recipient: ada, replyAddress: 'support+tokenofada@example.com' };
    const second = { ...toBoth, recipient: grace, replyAddress: 'support+tokenofgrace@example.com' };
    expect(await lookUp(first)).toBeUndefined();
    await send(first);
    expect(await lookUp(first)).toEqual(found);
    expect(await lookUp(second)).toBeUndefined();
    await send(second);
    expect(await lookUp(second)).toEqual(found);
    expect(sink.taken.map(({ to }) => to)).toEqual([['ada@example.org'], ['grace@example.org']]);
  }, 60_000);

  it('says nothing of a mail to several whose copies cannot be told apart', async () => {
    await send({ ...toBoth, recipient: ada });
    expect(await lookUp({ ...toBoth, recipient: grace })).toBeUndefined();
    expect(await lookUp({ ...toBoth, recipient: ada })).toBeUndefined();
  }, 60_000);

  it('knows a mail to one by its Message-ID, whatever its server made of the rest', async () => {
    const alone = { recipient: ada, visibleTo: [ada], threadingId: 'to.one@example.com' };
    await send(alone);
    expect(await lookUp({ ...alone, replyAddress: 'support+tokenofada@example.com' })).toEqual(found);
    expect(await lookUp({ ...alone, threadingId: 'another@example.com' })).toBeUndefined();
  }, 60_000);
});
