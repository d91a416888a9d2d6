import { anAccount, aSend, eventually, freePort } from '@filo/testing';
import { PermanentError, TemporaryError, type Sending } from '@filo/connector';
import { send as sendSchema, type ConnectedAccount, type SendInput } from '@filo/contracts';
import { HeardByCore } from './servers/heard-by-core.js';
import { makeTestChannel } from './servers/make-test-channel.js';
import { SmtpSink } from './servers/smtp-sink.js';

describe('sending', () => {
  let sink: SmtpSink;
  let core: HeardByCore;
  let starts: number;
  let start: () => Promise<void>;

  beforeEach(async () => {
    sink = await SmtpSink.start();
    core = new HeardByCore();
    starts = 0;
    start = async () => void (starts += 1);
  });
  afterEach(() => sink.stop());

  const accountWith = (smtp: object | undefined): ConnectedAccount =>
    anAccount({ settings: smtp === undefined ? {} : { smtp } });
  const sending = (account: ConnectedAccount, secrets: Record<string, string> = {}): Sending => ({
    account,
    secrets,
    blobs: { get: (ref) => core.get(ref), put: (content) => core.put(content as Uint8Array) },
    start: () => start(),
    signal: new AbortController().signal,
  });
  const send = (
    over: Partial<SendInput> = {},
    account?: ConnectedAccount,
    channel = makeTestChannel().channel,
  ) => {
    const to = account ?? accountWith({ host: '127.0.0.1', port: sink.port, security: 'none' });
    return channel.send(sendSchema.parse(aSend(over)), sending(to));
  };
  const fault = (over: Partial<SendInput> = {}, account?: ConnectedAccount) =>
    send(over, account).then(
      () => Promise.reject(new Error('it was sent')),
      (error: Error) => error,
    );

  it('sends one mail to one recipient, with threading headers and both parts', async () => {
    const ada = { kind: 'mail', key: 'ada@example.org', name: 'Ada Lovelace' };
    const grace = { kind: 'mail', key: 'grace@example.org' };
    const sent = await send({
      recipient: ada,
      visibleTo: [ada],
      visibleCc: [grace],
      subject: 'Re: Größe 42',
      text: 'Es ist unterwegs.\nGruß',
      html: '<p>Es ist <b>unterwegs</b>.</p>',
      threadingId: 'minted.once@example.com',
      inReplyTo: 'question@example.org',
      references: ['first@example.org', 'question@example.org'],
      replyAddress: 'support+token234@example.com',
    });
    expect(sent.detail).toContain('queued as 4711');
    expect(starts).toBe(1);
    expect(sink.taken).toHaveLength(1);
    const { from, to, raw } = sink.taken[0]!;
    expect([from, to]).toEqual(['support@example.com', ['ada@example.org']]);
    const head = raw.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' ');
    expect(head).toMatch(/^To: "?Ada Lovelace"? <ada@example\.org>$/m);
    expect(head).toMatch(/^Cc: grace@example\.org$/m);
    expect(head).toMatch(/^Reply-To: support\+token234@example\.com$/m);
    expect(head).toMatch(/^Message-ID: <minted\.once@example\.com>$/m);
    expect(head).toMatch(/^In-Reply-To: <question@example\.org>$/m);
    expect(head).toMatch(/^References: <first@example\.org> <question@example\.org>$/m);
    expect(head).not.toMatch(/^(X-Mailer|Auto-Submitted|Bcc)/im);
    expect(raw).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
  });

  it('carries attachments and the images its HTML names', async () => {
    const image = await core.put(Buffer.from('PNG bytes'));
    const report = await core.put(Buffer.from('a report'));
    await send({
      html: '<img src="cid:logo@filo">',
      attachments: [
        { blob: image, name: 'logo.png', mediaType: 'image/png', inline: true, contentId: 'logo@filo' },
        { blob: report, name: 'Bericht Ä.txt', mediaType: 'text/plain', inline: false },
      ],
    });
    const { raw } = sink.taken[0]!;
    const inOrder = [
      ...['multipart/mixed', 'multipart/alternative', 'text/plain', 'multipart/related', 'text/html'],
      ...['image/png', 'Content-ID: <logo@filo>', 'Content-Disposition: inline'],
      ...['text/plain', 'Content-Disposition: attachment'],
    ];
    let from = 0;
    for (const part of inOrder) {
      expect([part, raw.indexOf(part, from)]).not.toEqual([part, -1]);
      from = raw.indexOf(part, from) + part.length;
    }
    expect(raw).toContain(Buffer.from('PNG bytes').toString('base64'));
    expect(raw).toMatch(/Content-Disposition: attachment;[\s\S]*filename\*/);
  });

  it('marks what no human wrote', async () => {
    await send({ automatic: true });
    expect(sink.taken[0]!.raw).toMatch(/^Auto-Submitted: auto-replied$/m);
    expect(sink.taken[0]!.raw).toMatch(/^X-Auto-Response-Suppress: All$/m);
  });

  it('asks core before the first byte, and sends nothing when core says stop', async () => {
    start = async () => {
      starts += 1;
      expect(sink.bytes).toBe(0);
    };
    await send();
    expect(sink.bytes).toBeGreaterThan(0);
    sink.bytes = 0;
    sink.taken.length = 0;
    start = () => Promise.reject(new PermanentError('stopped', 'Core stopped it'));
    expect(await fault()).toMatchObject({ name: 'PermanentError', code: 'stopped' });
    start = () => Promise.reject(new TemporaryError('Core is away'));
    expect(await fault()).toMatchObject({ name: 'TemporaryError', message: 'Core is away' });
    await sink.stop();
    expect([sink.bytes, sink.taken]).toEqual([0, []]);
  });

  it.each(['greeting', 'sender', 'recipient', 'data'] as const)(
    'tries later after 4xx at %s, unstarted',
    async (at) => {
      sink.refuse = { at: at === 'data' ? 'recipient' : at, code: 451, text: '4.7.1 Greylisted, come back' };
      const error = await fault();
      expect(error).toBeInstanceOf(TemporaryError);
      expect(starts).toBe(0);
    },
  );

  it.each(['sender', 'recipient'] as const)(
    'gives up after 5xx at %s, unstarted, with the words of the server',
    async (at) => {
      sink.refuse = { at, code: 550, text: '5.1.1 No such user here' };
      expect(await fault()).toMatchObject({
        name: 'PermanentError',
        code: '5.1.1',
        message: expect.stringContaining('No such user here'),
      });
      expect(starts).toBe(0);
    },
  );

  it('believes the answer after the last dot: 5xx is no, 4xx is later', async () => {
    sink.refuse = { at: 'end', code: 554, text: '5.7.1 Looks like spam' };
    expect(await fault()).toMatchObject({ name: 'PermanentError', code: '5.7.1' });
    sink.refuse = { at: 'end', code: 452, text: '4.3.1 Disk full' };
    expect(await fault()).toBeInstanceOf(TemporaryError);
    expect(starts).toBe(2);
  });

  it.each(['first-byte', 'before-answer'] as const)(
    'claims nothing when the line is cut: %s',
    async (cut) => {
      sink.cut = cut;
      const error = await fault({ text: 'x'.repeat(200_000) });
      expect(starts).toBe(1);
      expect([error.name, error.message]).toEqual(['Error', expect.stringContaining('was cut')]);
    },
  );

  it('waits longer for a server that has the mail than for one that was given nothing yet', async () => {
    const patient = makeTestChannel({ patience: { beforeDataMs: 500, afterDataMs: 30_000 } }).channel;
    let letGo = () => {};
    sink.silent = { at: 'end', until: new Promise<void>((resolve) => (letGo = resolve)) };
    const long = send({ threadingId: 'long@example.com' }, undefined, patient);
    await eventually(() => sink.taken.length === 1);
    sink.silent = { at: 'recipient', until: new Promise<void>(() => undefined) };
    // By then the former is silent for longer than this one may be.
    await expect(send({}, undefined, patient)).rejects.toThrow(TemporaryError);
    expect(starts).toBe(1);
    letGo();
    expect((await long).detail).toContain('queued as 4711');
  });

  it('tries later when nobody listens', async () => {
    const account = accountWith({ host: '127.0.0.1', port: await freePort(), security: 'none' });
    const error = await fault({}, account);
    expect(error).toBeInstanceOf(TemporaryError);
    expect(error.message).toContain('could not be reached');
    expect(starts).toBe(0);
  });

  it('keeps the mail for the outbox page when the account has no SMTP server', async () => {
    const { captured } = await send(
      { subject: 'Kept', threadingId: 'kept@example.com' },
      accountWith(undefined),
    );
    expect(captured).toMatchObject({ from: 'support@example.com', to: ['ada@example.org'], subject: 'Kept' });
    expect(Buffer.from(await core.get(captured!.raw)).toString()).toContain('Message-ID: <kept@example.com>');
    expect(starts).toBe(1);
    expect(sink.taken).toEqual([]);
  });
});
