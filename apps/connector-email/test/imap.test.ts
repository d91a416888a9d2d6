import { anAccount, Dovecot, eventually, inTime } from '@filo/testing';
import type { ConnectedAccount } from '@filo/contracts';
import { folderKey, type FolderCursor } from '../src/imap/folder-cursor.js';
import { aMail } from './servers/a-mail.js';
import { describeWithDovecot } from './servers/describe-with-dovecot.js';
import { HeardByCore } from './servers/heard-by-core.js';
import { makeTestChannel } from './servers/make-test-channel.js';

const dayMs = 86_400_000;

describeWithDovecot('reading a mailbox', () => {
  let dovecot: Dovecot;
  let core: HeardByCore;
  let user: string;
  let account: ConnectedAccount;
  let stopping: AbortController;
  let { channel } = makeTestChannel();
  let run: Promise<unknown>;
  const users = Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`user${i}`, 'pw1']));
  let next = 0;

  beforeAll(async () => {
    dovecot = await Dovecot.start({ users });
  }, 60_000);
  afterAll(() => dovecot.stop());

  beforeEach(() => {
    user = `user${next++}`;
    core = new HeardByCore();
    ({ channel } = makeTestChannel());
    account = anAccount({
      settings: {
        imap: { host: '127.0.0.1', port: dovecot.ports.imap, security: 'none', user, folders: ['INBOX'] },
      },
    });
  });
  afterEach(() => stop());

  const listen = (secrets: Record<string, string> = { imapPassword: 'pw1' }) => {
    stopping = new AbortController();
    run = channel.listen(core.listening(account, secrets, stopping.signal)).catch((error: unknown) => error);
    return run;
  };
  const stop = async () => {
    stopping?.abort();
    await run;
  };
  const well = () => eventually(() => core.health?.state === 'ok', { timeoutMs: 30_000 });
  const cursor = () =>
    core.cursors.get(`${account.accountId} ${folderKey('INBOX')}`) as FolderCursor | undefined;

  it('imports 1,000 waiting mails, each once, and touches no flag', async () => {
    const flagsBefore: string[] = [];
    for (let i = 0; i < 1_000; i++) await dovecot.deliver(user, aMail({ subject: `Waiting ${i}` }));
    flagsBefore.push(...(await dovecot.flags(user)));
    void listen();
    await well();
    expect(core.subjects.size).toBe(1_000);
    expect([...core.subjects.values()].every((times) => times === 1)).toBe(true);
    expect(cursor()?.lastUid).toBe(1_000);
    expect(await dovecot.flags(user)).toEqual(flagsBefore);
    expect(await dovecot.doveadm('mailbox', 'status', '-u', user, 'unseen', 'INBOX')).toContain(
      'unseen=1000',
    );
  }, 120_000);

  it('sees a new mail within 3 s by IDLE', async () => {
    void listen();
    await well();
    for (let i = 0; i < 3; i++) {
      await dovecot.deliver(user, aMail({ subject: `News ${i}` }));
      await inTime(3_000, () => eventually(() => core.subjects.has(`News ${i}`)));
    }
    expect(core.heard).toHaveLength(3);
  }, 60_000);

  it('keeps INTERNALDATE, folder, UIDVALIDITY and uid, and marks what is older than the import as history', async () => {
    account.importSince = new Date(Date.now() - 30 * dayMs).toISOString();
    const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 3 * dayMs);
    await dovecot.deliver(user, aMail({ subject: 'recent' }), { at });
    await dovecot.deliver(user, aMail({ subject: 'old' }), { at: new Date(Date.now() - 90 * dayMs) });
    void listen();
    await well();
    const [recent, old] = ['recent', 'old'].map((name) =>
      core.messages.find(({ subject }) => subject === name)!,
    );
    expect(recent).toMatchObject({ history: false, sortAt: at.toISOString(), direction: 'inbound' });
    expect(recent!.arrival).toMatchObject({
      via: 'imap',
      folder: 'INBOX',
      uidValidity: cursor()!.uidValidity,
    });
    expect(recent!.marks!.map(({ code }) => code)).toEqual(['date-off']);
    expect(old!.history).toBe(true);
    expect(core.blobs.get(recent!.raw!.sha256)).toBeDefined();
  }, 60_000);

  it('goes on where it stopped', async () => {
    await dovecot.deliver(user, aMail({ subject: 'before' }));
    void listen();
    await well();
    await stop();
    await dovecot.deliver(user, aMail({ subject: 'while away' }));
    core.healths.length = 0;
    void listen();
    await well();
    expect([...core.subjects]).toEqual([
      ['before', 1],
      ['while away', 1],
    ]);
  }, 60_000);

  it('reads everything again under a new UIDVALIDITY, so that core can find what it lacks', async () => {
    for (let i = 0; i < 20; i++) await dovecot.deliver(user, aMail({ subject: `Kept ${i}` }));
    void listen();
    await well();
    for (let rotation = 0; rotation < 3; rotation++) {
      await stop();
      await dovecot.rotateUidValidity(user);
      await dovecot.deliver(user, aMail({ subject: `After ${rotation}` }));
      core.healths.length = 0;
      void listen();
      await well();
      expect(core.subjects.has(`After ${rotation}`)).toBe(true);
    }
    expect(core.stored.size).toBe(23);
  }, 60_000);

  it('ends with a sentence when its server process is killed, and loses nothing when called again', async () => {
    void listen();
    await well();
    await dovecot.deliver(user, aMail({ subject: 'one' }));
    await eventually(() => core.subjects.has('one'));
    expect(await dovecot.killSessions()).toBeGreaterThan(0);
    expect(String(await run)).toContain('Mail stays in the mailbox');
    await dovecot.deliver(user, aMail({ subject: 'two' }));
    core.healths.length = 0;
    void listen();
    await well();
    expect([...core.subjects]).toEqual([
      ['one', 1],
      ['two', 1],
    ]);
  }, 60_000);

  it('does not move its cursor past a mail that the bus did not take', async () => {
    await dovecot.deliver(user, aMail({ subject: 'first' }));
    core.away = true;
    expect(String(await listen())).toContain('The bus is away');
    expect(cursor()).toBeUndefined();
    core.away = false;
    void listen();
    await well();
    expect([...core.subjects]).toEqual([['first', 1]]);
  }, 60_000);

  it('hands what is refused for good to quarantine and goes on', async () => {
    for (const subject of ['good 1', 'poison', 'good 2']) await dovecot.deliver(user, aMail({ subject }));
    core.beforeDelivery = (heard) => {
      if (heard.type === 'message' && heard.subject === 'poison') throw new Error('does not fit the schema');
    };
    void listen();
    await well();
    expect([...core.subjects.keys()].toSorted()).toEqual(['good 1', 'good 2']);
    expect(core.heard.find(({ type }) => type === 'quarantined')).toMatchObject({
      cause: 'unreadable',
      reason: expect.stringContaining('does not fit the schema'),
    });
    expect(cursor()?.lastUid).toBe(3);
  }, 60_000);

  it('reads the Sent folder as our own words, and a mail from ourselves in the inbox as a loop', async () => {
    const ours = 'Support <support@example.com>';
    await dovecot.deliver(user, aMail({ from: ours, to: 'ada@example.org', subject: 'by another program' }), {
      folder: 'Sent',
    });
    await dovecot.deliver(user, aMail({ from: ours, subject: 'to ourselves' }));
    void listen();
    await well();
    const [sent, loop] = ['by another program', 'to ourselves'].map((name) =>
      core.messages.find(({ subject }) => subject === name)!,
    );
    expect(sent).toMatchObject({
      direction: 'outbound',
      class: 'human',
      replyTo: { key: 'ada@example.org' },
    });
    expect(loop).toMatchObject({ direction: 'inbound', class: 'own-loop' });
  }, 60_000);

  it('delivers again what core lacks when it reconciles, and nothing else', async () => {
    for (let i = 0; i < 5; i++) await dovecot.deliver(user, aMail({ subject: `Row ${i}` }));
    void listen();
    await well();
    const lost = core.heard.splice(1, 2).map(({ externalId }) => externalId);
    await channel.reconcile(core.listening(account, { imapPassword: 'pw1' }, stopping.signal));
    expect(core.heard).toHaveLength(5);
    for (const externalId of lost) expect(core.stored.has(externalId)).toBe(true);
    // Another process has read none of it before.
    const other = makeTestChannel();
    const again = new AbortController();
    const listening = core.listening(account, { imapPassword: 'pw1' }, again.signal);
    const otherRun = other.channel.listen(listening);
    core.heard.splice(0, 1);
    await other.channel.reconcile(listening);
    expect(core.heard).toHaveLength(5);
    again.abort();
    await otherRun;
  }, 60_000);

  it('says that the password is wrong', async () => {
    expect(String(await listen({ imapPassword: 'wrong' }))).toContain('refused the user name or password');
  }, 60_000);

  it('names a folder that is not there and reads the others', async () => {
    account.settings = { imap: { ...(account.settings['imap'] as object), folders: ['INBOX', 'Archiv'] } };
    await dovecot.deliver(user, aMail({ subject: 'read anyway' }));
    void listen();
    await eventually(() => core.health?.state === 'degraded');
    expect(core.health?.reason).toContain('no folder Archiv');
    expect(core.subjects.has('read anyway')).toBe(true);
  }, 60_000);

  it('says which setting is wrong when the Sent folder is not there, and reads the others', async () => {
    account.settings = { imap: { ...(account.settings['imap'] as object), sentFolder: 'Gesendet' } };
    await dovecot.deliver(user, aMail({ subject: 'read without Sent' }));
    void listen();
    await eventually(() => core.health?.state === 'degraded');
    expect(core.health?.reason).toMatch(/Gesendet.*sentFolder/);
    expect(core.subjects.has('read without Sent')).toBe(true);
  }, 60_000);

  it('reads a quarantined mail of the Sent folder again as our own word, from where it lay', async () => {
    const { channel } = makeTestChannel();
    const listening = core.listening(account, {}, new AbortController().signal);
    const arrival = { via: 'imap' as const, folder: 'Sent', uidValidity: '7', uid: 3 };
    const came = { listening, sortAt: new Date().toISOString(), history: false };
    const raw = Buffer.from(aMail({ from: account.address, to: 'ada@example.org', subject: 'ours' }));
    expect(await channel.readAgain(raw, { ...came, arrival, direction: 'outbound' })).toMatchObject({
      type: 'message',
      direction: 'outbound',
      class: 'human',
      arrival,
    });
    expect(await channel.readAgain(raw, { ...came, direction: 'inbound' })).toMatchObject({
      direction: 'inbound',
      class: 'own-loop',
      arrival: { via: 'smtp' },
    });
  });
});
