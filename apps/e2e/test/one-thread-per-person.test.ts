import type { Api } from '../src/api.js';
import { Filo } from '../src/filo.js';
import { formTo, mailTo } from '../src/write-to-us.js';
import { holds } from '../src/holds.js';

describe('a person who writes by mail and by form', () => {
  let filo: Filo;
  let api: Api;

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    await mailTo(filo.ports.smtp, {
      from: 'Ada Lovelace <ada@example.org>',
      subject: 'My engine stopped',
      text: 'It stopped on Tuesday.',
      messageId: '<engine-1@example.org>',
    });
    await formTo(filo.formUrl, {
      name: 'Ada Lovelace',
      email: 'Ada@Example.org',
      message: 'I also wrote you a mail.',
    });
  }, 240_000);

  afterAll(() => filo?.remove());

  const adasThread = async () => {
    const { items } = await api.threads();
    const rows = items.filter((row) => row.person.name === 'Ada Lovelace');
    expect(rows).toHaveLength(1);
    return rows[0]!;
  };

  it('is one person with one thread of two messages, each with its channel', async () => {
    await holds(async () => {
      const messages = await api.everyMessage((await adasThread()).id);
      expect(messages.map((message) => message.channel)).toEqual(['email', 'webform']);
    });
    const people = await api.get<{ items: { identities: { key: string }[] }[] }>('/people?q=ada');
    expect(people.items).toHaveLength(1);
    expect(people.items[0]?.identities.map((one) => one.key)).toEqual(['ada@example.org']);
  });

  it('gets an answer that any mail program puts under her mail', async () => {
    const thread = await adasThread();
    const mail = (await api.everyMessage(thread.id)).find((message) => message.channel === 'email');
    const { message } = await api.reply(thread.id, { text: 'We are on it.', answersMessageId: mail?.id });
    await holds(async () => {
      const { items } = await api.outbox();
      const left = items.find((one) => one.messageId === message.id);
      expect(left?.to).toEqual(['ada@example.org']);
      const raw = Buffer.from(left?.raw ?? '', 'base64').toString('utf8');
      const header = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
      expect(header).toMatch(/^In-Reply-To: <engine-1@example\.org>$/m);
      expect(header).toMatch(/^References: .*<engine-1@example\.org>/m);
      expect(header).toMatch(/^Message-ID: <[^@\s]+@[^>\s]+>$/im);
      expect(header).toMatch(/^Subject: Re: My engine stopped$/m);
      expect(raw).toMatch(/Content-Type: text\/plain/);
      expect(raw).toMatch(/Content-Type: text\/html/);
    });
    await holds(async () => {
      const answered = (await api.everyMessage(thread.id)).find((one) => one.id === message.id);
      expect(answered?.deliveries.map((delivery) => delivery.state)).toEqual(['sent']);
      expect((await adasThread()).waitingSince).toBeNull();
    });
  });

  it('comes back into the same topic when she answers the answer', async () => {
    const thread = await adasThread();
    const sent = (await api.outbox()).items[0];
    const raw = Buffer.from(sent?.raw ?? '', 'base64').toString('utf8');
    const ourId = /^Message-ID:\s+(<[^>]+>)/im.exec(raw)?.[1] ?? '';
    await mailTo(filo.ports.smtp, {
      from: 'ada@example.org',
      subject: 'Something else entirely',
      text: 'Thank you!',
      headers: { 'In-Reply-To': ourId, References: ourId },
    });
    await holds(async () => {
      const messages = await api.everyMessage(thread.id);
      const thanks = messages.find((one) => one.newText === 'Thank you!');
      const answer = messages.find((one) => one.direction === 'outbound');
      expect(thanks?.topicId).toBe(answer?.topicId);
    });
  });
});
