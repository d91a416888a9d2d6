import { Dovecot } from '@filo/testing';
import type { AccountView, PersonPage, SearchPage } from '@filo/contracts/http';
import { ApiProblem, type Api } from '../src/api.js';
import { describeWithDovecot } from '../src/describe-with-dovecot.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { letter, letterSubject, readLetters } from '../src/letters.js';

const dayMs = 86_400_000;
/** In the mailbox before it is added; the last of them are older than the 30 days that count as work. */
const waiting = 1_000;
const old = 100;
const whileAway = 5_000;

describeWithDovecot('a mailbox that is added in the admin area', () => {
  let filo: Filo;
  let api: Api;
  let dovecot: Dovecot;
  let accountId: string;

  const settings = (password: string) => ({
    channel: 'email',
    address: 'support@test.invalid',
    imap: {
      host: '127.0.0.1',
      port: dovecot.ports.imap,
      security: 'none',
      user: 'support',
      password,
      folders: ['INBOX'],
    },
  });
  const deliver = (n: number, at: Date, writer?: string): Promise<void> =>
    dovecot.deliver('support', letter({ n, at, ...(writer ? { writer } : {}) }), { at });
  /** As its reader left it; what the server itself says of new mails is not his. */
  const flags = async (): Promise<string[]> =>
    (await dovecot.flags('support')).map((one) => one.replace(/\\Recent ?/, '').trim());

  beforeAll(async () => {
    dovecot = await Dovecot.start({ users: { support: 'pw1' } });
    const now = Date.now();
    for (let n = 0; n < waiting - old; n += 1) await deliver(n, new Date(now - n * 1_000));
    for (let n = waiting - old; n < waiting; n += 1)
      await deliver(n, new Date(now - (31 + n) * dayMs), `old${n % 10}`);
    await dovecot.doveadm('flags', 'add', '-u', 'support', '\\Seen', 'mailbox', 'INBOX', '100:200');
    await dovecot.doveadm('flags', 'add', '-u', 'support', '\\Flagged $Later', 'mailbox', 'INBOX', '150:160');
    filo = await Filo.start();
    api = await filo.signIn();
  }, 240_000);

  afterAll(async () => {
    await filo?.remove();
    await dovecot?.stop();
  });

  /** Exactly the letters up to this number can be read, each once, at the time at which the mailbox got it. */
  const holdsUpTo = (count: number, timeoutMs: number): Promise<void> =>
    holds(
      async () => {
        const letters = await readLetters(api);
        expect(letters.length).toBe(count);
        expect(new Set(letters.map(({ n }) => n)).size).toBe(count);
        expect(letters.filter(({ sortAt, at }) => sortAt !== at)).toEqual([]);
      },
      { timeoutMs, intervalMs: 1_000 },
    );

  it('is refused with the reason while its password is wrong, and nothing is stored', async () => {
    const attempt = api.request('POST', '/accounts', settings('wrong'));
    await expect(attempt).rejects.toBeInstanceOf(ApiProblem);
    await attempt.catch((problem: ApiProblem) => {
      expect(problem.status).toBe(422);
      expect(JSON.stringify(problem.problem)).toMatch(/password/i);
    });
    expect((await api.accounts()).items.map((one) => one.address)).toEqual(
      expect.not.arrayContaining(['support@test.invalid']),
    );
  });

  it('gives all its mail, none twice, and keeps the flags of its reader', async () => {
    const before = await flags();
    expect(before.filter((one) => one !== '')).toHaveLength(101);
    const account = await api.request<AccountView>('POST', '/accounts', settings('pw1'));
    accountId = account.id;
    expect(JSON.stringify(account)).not.toContain('pw1');
    await holdsUpTo(waiting, 90_000);
    expect(await flags()).toEqual(before);
  }, 120_000);

  it('shows mail from before the last 30 days as history: to be found, closed, and nobody waits', async () => {
    const { items } = await api.get<PersonPage>('/people?q=old3@example.org');
    const thread = await api.thread(items[0]?.id ?? '');
    expect(thread).toMatchObject({ state: 'closed', waitingSince: null });
    const messages = await api.everyMessage(thread.id);
    expect(messages.map(({ history }) => history)).toEqual(Array.from({ length: old / 10 }, () => true));
    const [, words = ''] = /(letter \d+) of/.exec(messages[0]?.text ?? '') ?? [];
    await holds(async () => {
      const { items: found } = await api.get<SearchPage>(`/search?q="${words}"`);
      expect(found).toMatchObject([
        { type: 'message', message: { id: messages[0]?.id, threadId: thread.id } },
      ]);
    });
    const open = (await api.threads('waiting')).items.map(({ person }) => person.name);
    expect(open).toContain('writer3');
    expect(open.filter((name) => name?.startsWith('old'))).toEqual([]);
    expect((await api.outbox()).items).toEqual([]);
  });

  it('shows each new mail within 3 s', async () => {
    const { items } = await api.get<PersonPage>('/people?q=writer0@example.org');
    for (const n of [waiting, waiting + 50, waiting + 100]) {
      await deliver(n, new Date());
      await holds(
        async () => {
          const messages = await api.everyMessage(items[0]?.id ?? '');
          expect(messages.map((message) => message.subject)).toContain(letterSubject(n));
        },
        // Long before the next look at the mailbox: its server told of it.
        { timeoutMs: 20_000 },
      );
    }
  });

  it('is caught up by itself after 14 days in which Filo was stopped', async () => {
    await filo.stop();
    const first = waiting + 101;
    const now = Date.now();
    for (let n = 0; n < whileAway; n += 1)
      await deliver(first + n, new Date(now - ((whileAway - n) / whileAway) * 14 * dayMs));
    const startedAt = Date.now();
    await filo.startAgain();
    api = await filo.signIn();
    await holdsUpTo(waiting + 3 + whileAway, 240_000);
    console.log(
      `Caught up on ${whileAway} mails ${((Date.now() - startedAt) / 1000).toFixed(0)} s after the start.`,
    );
    expect((await api.accounts()).items.find(({ id }) => id === accountId)).toMatchObject({
      health: { state: 'ok' },
    });
  }, 400_000);
});
