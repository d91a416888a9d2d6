import type { ReplyOptions, ThreadChanged } from '@filo/contracts/http';
import type { ApiProblem } from '../src/api.js';
import { type Api } from '../src/api.js';
import { bounceOf } from '../src/delivery-report.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { capturedFor, messagesOf, peopleOf, rowOf, threadOf } from '../src/look-up.js';
import { formTo, mailTo, rawMailTo } from '../src/write-to-us.js';

describe('what follows a first mail', () => {
  let filo: Filo;
  let api: Api;

  beforeAll(async () => {
    filo = await Filo.start({ env: { FILO_WORKERS: '2', FILO_FORM_RATE: '100000' } });
    api = await filo.signIn();
  }, 240_000);

  afterAll(() => filo?.remove());

  const writes = async (from: string, more: { cc?: string; text?: string } = {}): Promise<string> => {
    await mailTo(filo.ports.smtp, {
      from,
      subject: 'A question',
      text: 'When do you open?',
      messageId: `<first-of-${from}>`,
      ...more,
    });
    return (await threadOf(api, from, ({ items }) => items.length > 0)).id;
  };
  const answered = async (threadId: string, body: Record<string, unknown> = { text: 'At nine.' }) => {
    const { message } = await api.reply(threadId, body);
    return { message, raw: await capturedFor(api, message.id) };
  };
  const deliveriesOf = async (threadId: string, messageId: string) =>
    (await api.everyMessage(threadId)).find((one) => one.id === messageId)?.deliveries ?? [];

  it('a bounce of our answer makes that delivery bounced, with the reason, and is no message of a person', async () => {
    const thread = await writes('gone@example.org');
    const { message, raw } = await answered(thread);
    await rawMailTo(filo.ports.smtp, '', bounceOf(raw, 'gone@example.org'));
    await holds(async () => {
      const [delivery] = await deliveriesOf(thread, message.id);
      expect(delivery?.state).toBe('bounced');
      expect(delivery?.detail).toMatch(/User unknown/);
    });
    expect((await rowOf(api, thread))?.undelivered).toBe(true);
    expect(await peopleOf(api, 'mailer-daemon@mx.example.org')).toEqual([]);
  });

  it('a forged bounce changes nothing', async () => {
    const thread = await writes('target@example.org');
    const { message, raw } = await answered(thread);
    const forged = raw.replace(/^(Message-ID:\s+<[^.]+\.)[a-z2-7]+@/im, '$1aaaaaaaaaaaaaaaa@');
    expect(forged).not.toBe(raw);
    const others = forged.replace(/^(Reply-To|From): .*(\r\n[ \t].*)*\r\n/gim, '');
    await rawMailTo(filo.ports.smtp, '', bounceOf(others, 'target@example.org'));
    await rawMailTo(filo.ports.smtp, 'target@example.org', 'From: target@example.org\r\n\r\nand then?\r\n');
    await messagesOf(api, 'target@example.org', 3);
    expect((await deliveriesOf(thread, message.id)).map(({ state }) => state)).toEqual(['sent']);
    expect((await rowOf(api, thread))?.undelivered).toBe(false);
  });

  it('an out-of-office does not end the waiting, nor begin it', async () => {
    const thread = await writes('holiday@example.org');
    const since = (await rowOf(api, thread))?.waitingSince;
    expect(since).not.toBeNull();
    const away = (text: string) =>
      `From: holiday@example.org\r\nTo: support@localhost\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\r\n${text}\r\n`;
    await rawMailTo(filo.ports.smtp, '', away('I am away.'));
    await messagesOf(api, 'holiday@example.org', 2);
    expect((await rowOf(api, thread))?.waitingSince).toBe(since);
    await answered(thread);
    await holds(async () => expect((await rowOf(api, thread))?.waitingSince).toBeNull());
    await rawMailTo(filo.ports.smtp, '', away('I am still away.'));
    await messagesOf(api, 'holiday@example.org', 4);
    expect((await rowOf(api, thread))?.waitingSince).toBeNull();
  });

  it('a CC of the customer is offered and never silently a recipient', async () => {
    const thread = await writes('ada@firm.example', { cc: 'Bob <bob@firm.example>, eve@other.example' });
    const options = await api.get<ReplyOptions>(`/threads/${thread}/reply-options`);
    expect(options.to.map(({ identity }) => identity.key)).toEqual(['ada@firm.example']);
    expect(options.offered.map(({ identity }) => identity.key).sort()).toEqual([
      'bob@firm.example',
      'eve@other.example',
    ]);
    const { message, raw } = await answered(thread);
    expect(message.deliveries.map(({ recipient }) => recipient.key)).toEqual(['ada@firm.example']);
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/bob@|eve@/);
  });

  it('a colleague in CC who answers is himself, in his own thread, linked to the one he answered', async () => {
    const adas = await writes('ann@firm.example', { cc: 'carl@firm.example' });
    const { raw } = await answered(adas, { text: 'At nine.', cc: ['carl@firm.example'] });
    const ours = /^Message-ID:\s+(<[^>]+>)/im.exec(raw)?.[1] ?? '';
    await mailTo(filo.ports.smtp, {
      from: 'carl@firm.example',
      subject: 'Re: A question',
      text: 'Nine is too late for us.',
      headers: { 'In-Reply-To': ours, References: ours },
    });
    const carls = await threadOf(api, 'carl@firm.example', ({ items }) => items.length > 0);
    expect(carls.id).not.toBe(adas);
    expect(carls.page.items.map(({ newText }) => newText.trim())).toEqual(['Nine is too late for us.']);
    expect(carls.page.pointers.map(({ threadId }) => threadId)).toContain(adas);
    expect((await api.everyMessage(adas)).map(({ newText }) => newText.trim())).toEqual([
      'When do you open?',
      'At nine.',
    ]);
  });

  it('a reply to a thread that changed is refused with what is new, and goes out once when asked again', async () => {
    const thread = await writes('quick@example.org');
    const { version } = await api.thread(thread);
    await mailTo(filo.ports.smtp, { from: 'quick@example.org', subject: 'A question', text: 'Never mind!' });
    await messagesOf(api, 'quick@example.org', 2);
    const attempt = (at: number) =>
      api.request(
        'POST',
        `/threads/${thread}/replies`,
        { text: 'At nine.' },
        { 'idempotency-key': 'one-key', 'if-match': `"${at}"` },
      );
    const refused = await attempt(version).then(
      () => undefined,
      (error: unknown) => (error as ApiProblem).problem as unknown as ThreadChanged,
    );
    expect(refused).toMatchObject({ status: 409, code: 'thread-changed' });
    expect(refused?.newMessages.map(({ newText }) => newText.trim())).toEqual(['Never mind!']);
    await attempt(refused?.version ?? 0);
    await attempt(refused?.version ?? 0);
    const messages = await api.everyMessage(thread);
    expect(messages.filter(({ direction }) => direction === 'outbound')).toHaveLength(1);
  });

  it('two first messages of a person at the same moment on two channels are one person with one thread', async () => {
    const newcomers = Array.from({ length: 25 }, (_, n) => `new${n}@rush.example`);
    await Promise.all(
      newcomers.flatMap((email) => [
        mailTo(filo.ports.smtp, { from: email, subject: 'Hello', text: 'By mail' }),
        formTo(filo.formUrl, { name: 'Newcomer', email, message: 'By form' }),
      ]),
    );
    for (const email of newcomers) {
      const messages = await messagesOf(api, email, 2, 30_000);
      expect(messages.map(({ channel }) => channel).sort()).toEqual(['email', 'webform']);
    }
  }, 90_000);
});
