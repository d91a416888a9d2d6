import type { Api } from '../src/api.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { startDns } from '../src/spoof/dns.js';
import { letter, ownerOf, signedBy, zoneFor } from '../src/spoof/spoof-mail.js';
import { formTo, mailTo, rawMailTo } from '../src/write-to-us.js';

/** Soft line breaks of quoted-printable taken out. */
const wordsOf = (raw: string): string =>
  Buffer.from(raw, 'base64')
    .toString('utf8')
    .replace(/=\r?\n/g, '')
    .replace(/=3D/g, '=');

describe('a form sent with the address of somebody else', () => {
  let filo: Filo;
  let api: Api;
  let threadId: string;
  let dns: Awaited<ReturnType<typeof startDns>>;

  beforeAll(async () => {
    dns = await startDns(zoneFor('203.0.113.5'));
    filo = await Filo.start({ env: { FILO_DNS_SERVERS: dns.address } });
    api = await filo.signIn();
    await mailTo(filo.ports.smtp, {
      from: 'Olivia Owner <owner@example.org>',
      subject: 'My private matter',
      text: 'Nobody else may read this.',
    });
    const { items } = await api.threads();
    threadId = items.find((row) => row.person.name === 'Olivia Owner')!.id;
    const forms = await api.get<{ items: { id: string; definition: object }[] }>('/forms');
    const [form] = forms.items;
    await api.request('PATCH', `/forms/${form!.id}`, {
      definition: { ...form!.definition, confirmAddress: true },
    });
  }, 240_000);

  afterAll(async () => {
    await filo?.remove();
    dns?.close();
  });

  it('reveals nothing, merges nothing, and gets the owner one mail without a word of the sender', async () => {
    const said: string[] = [];
    // The setting reaches the worker within seconds; every one of these is a forgery.
    await holds(
      async () => {
        const answer = await formTo(filo.formUrl, {
          name: 'Mallory',
          email: 'owner@example.org',
          message: 'forged words, see http://bad.example',
        });
        said.push(JSON.stringify(answer));
        expect((await api.outbox()).items).toHaveLength(1);
      },
      // Well under the sixty posts a minute from which a proof of work is asked.
      { timeoutMs: 30_000, intervalMs: 1000 },
    );
    await formTo(filo.formUrl, { name: 'Mallory', email: 'owner@example.org', message: 'once more' });
    expect(said.join()).not.toMatch(/private matter|Olivia|Nobody else/);
    const [mail] = (await api.outbox()).items;
    const words = wordsOf(mail!.raw);
    expect(mail!.to).toEqual(['owner@example.org']);
    expect(words).toMatch(/^Auto-Submitted: auto-replied/m);
    expect(words).not.toMatch(/forged|Mallory|bad\.example|private matter|Olivia|Nobody else/);
    const messages = await api.everyMessage(threadId);
    const forged = messages.filter((message) => message.channel === 'webform');
    expect(forged.map((message) => message.authorProof)).toEqual(forged.map(() => 'claimed'));
    const people = await api.get<{ items: { identities: object[] }[] }>('/people?q=owner@example.org');
    expect(people.items.map((person) => person.identities.length)).toEqual([1]);
  });

  it('is confirmed by the owner alone: a robot that opens the link confirms nothing, the button does', async () => {
    const [mail] = (await api.outbox()).items;
    const link = /http:\/\/\S+\/proof\/\S+/.exec(wordsOf(mail!.raw))![0];
    const proof = async () =>
      (await api.get<{ identities: { proof: string }[] }>(`/people/${threadId}`)).identities[0]?.proof;
    for (const method of ['HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    const before = await proof();
    expect(await (await fetch(link, { method: 'POST' })).text()).toContain('Thank you');
    expect([before, await proof()]).toEqual(['claimed', 'proven']);
    expect((await fetch(link, { method: 'POST' })).status).toBe(410);
    expect((await api.outbox()).items).toHaveLength(1);
  });

  it('renames nobody who has proven who they are, in no list and not on their page', async () => {
    const owner = ownerOf('lax');
    const subject = 'Signed by my own domain';
    const signed = await signedBy(
      letter({
        from: `Olga Owner <${owner}>`,
        to: 'support@localhost',
        messageId: '<signed@lax.example>',
        subject,
        text: 'This is me.',
      }),
      'lax.example',
    );
    await rawMailTo(filo.ports.smtp, owner, signed);
    await formTo(filo.formUrl, { name: 'Mallory', email: owner, message: 'forged once more' });
    const { id } = (await api.threads()).items.find((row) => row.subject === subject)!;
    // Whether the mail that asks the owner stands there already is of no matter here.
    const said = (await api.everyMessage(id)).filter(({ direction }) => direction === 'inbound');
    expect(said.map(({ channel, authorProof, saidName }) => [channel, authorProof, saidName])).toEqual([
      ['email', 'proven', null],
      // Who answers is to know that this one gave another name.
      ['webform', 'claimed', 'Mallory'],
    ]);
    const rows = (await api.threads()).items.filter((row) => row.id === id);
    const people = await api.get<{ items: { name: string }[] }>(`/people?q=${owner}`);
    const page = await api.get<{ name: string }>(`/people/${id}`);
    const names = [
      ...rows.map(({ person }) => person.name),
      ...people.items.map(({ name }) => name),
      page.name,
    ];
    expect(names).toEqual(['Olga Owner', 'Olga Owner', 'Olga Owner']);
  });
});
