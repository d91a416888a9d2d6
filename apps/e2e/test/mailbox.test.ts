import { Dovecot, withoutDovecot } from '@filo/testing';
import { holds } from '../src/holds.js';
import type { AccountView } from '@filo/contracts/http';
import { ApiProblem, type Api } from '../src/api.js';
import { Filo } from '../src/filo.js';

const leftOut = withoutDovecot();
const withDovecot = leftOut === undefined ? describe : describe.skip;
if (leftOut !== undefined) console.warn(`Left out: mailbox.test.ts. ${leftOut}`);

const waiting = 1_000;

withDovecot('a mailbox that is added in the admin area', () => {
  let filo: Filo;
  let api: Api;
  let dovecot: Dovecot;

  const letter = (n: number): string =>
    [
      `From: Writer ${n % 50} <writer${n % 50}@example.org>`,
      'To: support@test.invalid',
      `Subject: Letter ${n}`,
      `Message-ID: <letter-${n}@example.org>`,
      `Date: ${new Date(Date.now() - n * 1000).toUTCString()}`,
      '',
      `This is letter ${n}.`,
      '',
    ].join('\r\n');

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

  beforeAll(async () => {
    dovecot = await Dovecot.start({ users: { support: 'pw1' } });
    await deliverAll(Array.from({ length: waiting }, (_, n) => letter(n)));
    filo = await Filo.start();
    api = await filo.signIn();
  }, 240_000);

  afterAll(async () => {
    await filo?.remove();
    await dovecot?.stop();
  });

  const deliverAll = async (letters: string[]): Promise<void> => {
    for (const one of letters) await dovecot.deliver('support', one);
  };

  const count = async (): Promise<{ all: number; distinct: number }> => {
    const subjects: string[] = [];
    for await (const row of api.everyThread()) {
      const messages = await api.everyMessage(row.id);
      subjects.push(...messages.map((message) => message.subject ?? ''));
    }
    return { all: subjects.length, distinct: new Set(subjects).size };
  };

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

  it('gives all its mail, none twice, and is left as it was', async () => {
    const account = await api.request<AccountView>('POST', '/accounts', settings('pw1'));
    expect(JSON.stringify(account)).not.toContain('pw1');
    await holds(async () => expect(await count()).toEqual({ all: waiting, distinct: waiting }), {
      timeoutMs: 90_000,
    });
    expect((await dovecot.flags('support')).filter((flags) => flags.includes('Seen'))).toEqual([]);
  }, 120_000);

  it('shows a new mail within 3 s', async () => {
    const { items } = await api.get<{ items: { id: string; name: string }[] }>(
      '/people?q=writer0@example.org',
    );
    const writer = items.find((person) => person.name === 'Writer 0');
    await dovecot.deliver('support', letter(waiting));
    await holds(
      async () => {
        const messages = await api.everyMessage(writer?.id ?? '');
        expect(messages.map((message) => message.subject)).toContain(`Letter ${waiting}`);
      },
      { timeoutMs: 3_000 },
    );
  });

  it('is caught up by itself after Filo was stopped', async () => {
    await filo.stop();
    await deliverAll(Array.from({ length: 200 }, (_, n) => letter(waiting + 1 + n)));
    await filo.startAgain();
    api = await filo.signIn();
    const all = waiting + 201;
    await holds(async () => expect(await count()).toEqual({ all, distinct: all }), {
      timeoutMs: 60_000,
    });
  }, 240_000);
});
