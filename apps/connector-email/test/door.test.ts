import { connect } from 'node:tls';
import { once } from 'node:events';
import { anAccount, eventually } from '@filo/testing';
import { TemporaryError } from '@filo/connector';
import { DoorNetworks } from '../src/door/door-networks.js';
import { selfSigned } from '../src/door/self-signed.js';
import { SmtpDoor, type SmtpDoorOptions } from '../src/door/smtp-door.js';
import { SmtpClient } from '../src/sending/smtp-client.js';
import { aMail } from './servers/a-mail.js';
import { HeardByCore } from './servers/heard-by-core.js';
import { makeTestChannel } from './servers/make-test-channel.js';
import { SpeakSmtp } from './servers/speak-smtp.js';

describe('the mail door', () => {
  const support = anAccount({ address: 'Support@Example.com' });
  const sales = anAccount({ address: 'sales@example.com' });
  let core: HeardByCore;
  let stopping: AbortController;
  let doors: SmtpDoor[];
  let clients: SpeakSmtp[];

  beforeEach(() => {
    core = new HeardByCore();
    stopping = new AbortController();
    doors = [];
    clients = [];
  });
  afterEach(async () => {
    for (const client of clients) client.end();
    stopping.abort();
    await Promise.all(doors.map((door) => door.close()));
  });

  const makeDoor = async (accounts = [support], over: Partial<SmtpDoorOptions> = {}) => {
    const { channel, door } = makeTestChannel({ doorCommitMs: 500 });
    // As the kit does: every account is held, and one that cannot be opened is tried again later.
    for (const account of accounts) {
      channel.hold(account);
      void channel.open(core.listening(account, {}, stopping.signal)).catch(() => undefined);
    }
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const smtp = new SmtpDoor(door, {
      host: '127.0.0.1',
      port: 0,
      networks: new DoorNetworks([]),
      log,
      ...over,
    });
    doors.push(smtp);
    return { port: await smtp.listen(), door, channel };
  };
  const say = async (port: number) => {
    const { client, greeting } = await SpeakSmtp.connect(port);
    clients.push(client);
    return Object.assign(client, { greeting });
  };

  it('says 250 after core has committed, with the raw bytes as they came', async () => {
    const { port } = await makeDoor();
    let committed = false;
    core.beforeDelivery = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      committed = true;
    };
    const raw = aMail({ subject: 'by the door', text: '.a line with a dot' });
    expect(await (await say(port)).mail('ada@example.org', ['support@example.com'], raw)).toBe(
      '250 2.0.0 Stored',
    );
    expect(committed).toBe(true);
    const [heard] = core.messages;
    expect(heard).toMatchObject({
      subject: 'by the door',
      arrival: { via: 'smtp' },
      direction: 'inbound',
      history: false,
    });
    expect(Buffer.from(core.blobs.get(heard!.raw!.sha256)!).toString()).toBe(`${raw}\r\n`);
    expect(Math.abs(Date.parse(heard!.sortAt) - Date.now())).toBeLessThan(5_000);
  });

  it('says 451 while core is away, and takes the repetition', async () => {
    const { port } = await makeDoor();
    const raw = aMail();
    core.away = true;
    expect(await (await say(port)).mail('a@example.org', ['support@example.com'], raw)).toMatch(
      /^451 4\.3\.0/,
    );
    core.away = false;
    expect(await (await say(port)).mail('a@example.org', ['support@example.com'], raw)).toMatch(/^250/);
    expect(core.messages).toHaveLength(1);
  });

  it('says 451 when core keeps silent', async () => {
    const { port } = await makeDoor();
    core.put = () => new Promise(() => undefined);
    expect(await (await say(port)).mail('a@example.org', ['support@example.com'], aMail())).toMatch(
      /^451 4\.3\.0/,
    );
  });

  it.each([
    'support@example.com',
    'SUPPORT@EXAMPLE.COM',
    'support+abc234@example.com',
    'Support+@example.com',
  ])('takes %s for support@example.com', async (recipient) => {
    const { port } = await makeDoor();
    expect(await (await say(port)).mail('a@example.org', [recipient], aMail())).toMatch(/^250/);
  });

  it('finds the reply token in the envelope', async () => {
    const { port } = await makeDoor();
    await (
      await say(port)
    ).mail('a@example.org', ['support+Abc234@example.com'], aMail({ to: 'list@example.org' }));
    expect(core.messages[0]!.replyTokens).toEqual(['abc234']);
  });

  it.each(['nobody@example.com', 'support@example.org', 'supporter@example.com'])(
    'refuses %s for good once the accounts are known',
    async (recipient) => {
      const { port, door } = await makeDoor();
      await eventually(() => door.refuse(recipient)?.code === 550);
      expect(await (await say(port)).mail('a@example.org', [recipient], aMail())).toMatch(/^550 5\.1\.1/);
    },
  );

  it('puts everybody off before the accounts are known, and while an account is paused', async () => {
    const { port } = await makeDoor([]);
    expect(await (await say(port)).mail('a@example.org', ['support@example.com'], aMail())).toMatch(
      /^451 4\.3\.2/,
    );
    const paused = await makeDoor([{ ...support, state: 'paused' }]);
    await eventually(() => paused.door.refuse('nobody@example.com')?.code === 550);
    expect(await (await say(paused.port)).mail('a@example.org', ['support@example.com'], aMail())).toMatch(
      /^451/,
    );
  });

  it('puts off the mail of an account that is ours and broken, for it must not bounce', async () => {
    const broken = { ...sales, settings: { imap: 'no server' } };
    const { port, door } = await makeDoor([support, broken]);
    await eventually(() => door.refuse('nobody@example.com')?.code === 550);
    expect(await (await say(port)).mail('a@example.org', ['sales@example.com'], aMail())).toMatch(/^451/);
  });

  it('takes bounces, whose sender is empty', async () => {
    const { port } = await makeDoor();
    expect(await (await say(port)).mail('', ['support@example.com'], aMail())).toMatch(/^250/);
  });

  it('gives a mail for two accounts to both, and says yes only when both have it', async () => {
    const { port } = await makeDoor([support, sales]);
    const to = ['support@example.com', 'sales@example.com'];
    let asked = 0;
    core.beforeDelivery = () => {
      asked += 1;
      if (asked === 2) throw new TemporaryError('the second fails');
    };
    expect(await (await say(port)).mail('a@example.org', to, aMail())).toMatch(/^451/);
    core.heard.length = 0;
    core.beforeDelivery = () => undefined;
    expect(await (await say(port)).mail('a@example.org', to, aMail())).toMatch(/^250/);
    expect(core.heard).toHaveLength(2);
    expect(core.stored.size).toBe(1);
  });

  it('takes what it cannot read into quarantine', async () => {
    const { port } = await makeDoor();
    expect(
      await (await say(port)).mail('a@example.org', ['support@example.com'], 'no header at all'),
    ).toMatch(/^250/);
    expect(core.heard).toMatchObject([{ type: 'quarantined', cause: 'unreadable', reason: 'no author' }]);
  });

  it('refuses a mail above its size, announced or not, and takes the next one', async () => {
    const { port } = await makeDoor([support], { rawBytesMax: 100_000 });
    const client = await say(port);
    await client.say('EHLO client.example');
    expect(await client.say('MAIL FROM:<a@example.org> SIZE=100001')).toMatch(/^552/);
    const raw = aMail({ text: `${'x'.repeat(70)}\r\n`.repeat(2_000) });
    expect(await client.mail('a@example.org', ['support@example.com'], raw)).toMatch(/^552 5\.3\.4/);
    expect(await client.mail('a@example.org', ['support@example.com'], aMail())).toMatch(/^250/);
    expect(core.heard).toHaveLength(1);
  });

  it('speaks only to its networks', async () => {
    const nobody = new DoorNetworks([]);
    nobody.allows = () => false;
    const { port } = await makeDoor([support], { networks: nobody });
    expect((await say(port)).greeting).toMatch(/^554 5\.7\.1/);
  });

  it('offers no AUTH, and no STARTTLS without a key', async () => {
    const { port } = await makeDoor();
    const hello = await (await say(port)).say('EHLO client.example');
    expect(hello).not.toMatch(/AUTH|STARTTLS/);
    expect(hello).toContain('SIZE 67108864');
  });

  it('takes a mail over STARTTLS with a key of its own making', async () => {
    const tls = selfSigned('door.example');
    const { port } = await makeDoor([support], { tls });
    const client = await SmtpClient.open({
      server: { host: '127.0.0.1', port, security: 'starttls' },
      authorities: tls.cert,
    }).catch((error: Error) => error);
    // Made out to door.example, so a client that checks names refuses it; one that does not gets encryption.
    expect(String(client)).toMatch(/altnames|does not match/i);
    const plain = await say(port);
    await plain.say('EHLO client.example');
    expect(await plain.say('STARTTLS')).toMatch(/^220/);
    const { socket } = plain as unknown as { socket: import('node:net').Socket };
    socket.removeAllListeners('data');
    const secure = connect({ socket, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    expect(secure.getPeerCertificate().subject.CN).toBe('door.example');
    secure.destroy();
  });
});
