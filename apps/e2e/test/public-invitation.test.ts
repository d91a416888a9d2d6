import type {
  AccountView,
  InvitationList,
  InvitationView,
  PersonDetail,
  PersonPage,
} from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import type { Api } from '../src/api.js';
import { Filo } from '../src/filo.js';
import { Guestbook } from '../src/guestbook.js';
import { holds } from '../src/holds.js';
import { mailTo } from '../src/write-to-us.js';

const robots = [
  'Twitterbot/1.0',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.example/) Bot',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1) Chrome/126.0 Safari/537.36',
];
const prefetching: Record<string, string>[] = [
  {},
  { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' },
  { 'x-moz': 'prefetch', 'x-purpose': 'preview' },
];

describe('a fresh public invitation opened first by a stranger, and by a link-preview robot', () => {
  const guestbook = new Guestbook();
  let filo: Filo;
  let api: Api;
  let ada: string;
  let invitation: InvitationView;

  beforeAll(async () => {
    const url = await guestbook.open();
    filo = await Filo.start({ env: { FILO_MORE_CONNECTORS: 'sample' } });
    api = await filo.signIn();
    const lobby = { channel: 'sample', address: 'lobby', name: 'Lobby', settings: { url } };
    const account = await eventually(
      () =>
        api
          .request<AccountView>('POST', '/accounts', { ...lobby, secrets: { token: guestbook.token } })
          .catch(() => undefined),
      { timeoutMs: 30_000 },
    );
    expect(account.channel).toBe('sample');
    await mailTo(filo.ports.smtp, {
      from: 'Ada Customer <ada@example.org>',
      subject: 'My refund',
      text: 'The secret of my order is heliotrope.',
    });
    await mailTo(filo.ports.smtp, {
      from: 'Mallory <mallory@stranger.example>',
      subject: 'Hello',
      text: 'I have nothing to do with Ada.',
    });
    guestbook.write({ id: 'mallory-public', name: 'Mallory P' }, 'What a nice lobby.');
    guestbook.write({ id: 'ada-public', name: 'Ada P' }, 'You never answer my mails!');
    ada = await eventually(
      async () => (await api.threads()).items.find(({ person }) => person.name === 'Ada P')?.id,
      { timeoutMs: 30_000 },
    );
    await eventually(async () => (await people()).length === 4, { timeoutMs: 30_000 });
  }, 240_000);
  afterAll(async () => {
    await filo?.remove();
    await guestbook.close();
  });

  const people = async () => (await api.get<PersonPage>('/people')).items;
  /** Persons and the addresses that links give each of them. */
  const whoIsWho = async () =>
    (await people())
      .map(({ identities }) =>
        identities
          .map(({ key }) => key)
          .toSorted()
          .join(' '),
      )
      .toSorted();
  const apart = ['ada-public', 'ada@example.org', 'mallory-public', 'mallory@stranger.example'];
  const shown = async () => (await api.get<InvitationList>(`/people/${ada}/invitations`)).items;
  /** Waits until a code that was posted has been judged. */
  const refused = (reason: string) =>
    holds(async () => expect((await shown())[0]?.refused?.reason).toBe(reason));
  const answer = async (address: string): Promise<string> => {
    const sent = await fetch(invitation.url, { method: 'POST', body: new URLSearchParams({ address }) });
    expect(sent.status).toBe(200);
    const mail = await eventually(
      async () => (await api.outbox()).items.find(({ to }) => to.includes(address)),
      { timeoutMs: 30_000 },
    );
    const raw = Buffer.from(mail.raw, 'base64')
      .toString('utf8')
      .replace(/=\r?\n/g, '')
      .replace(/=3D/g, '=');
    for (const word of ['heliotrope', 'refund', 'Ada P', 'ada-public', 'Mallory P'])
      expect(raw).not.toContain(word);
    const link = /\/proof\/[\w.-]+/.exec(raw)![0];
    const mailed = new URL(link, invitation.url);
    expect((await fetch(mailed)).status).toBe(200);
    const pressed = await fetch(mailed, { method: 'POST' });
    return /class="line"><bdi>([^<]+)</.exec(await pressed.text())![1]!;
  };

  it('joins nobody', async () => {
    const [complaint] = await api.everyMessage(ada);
    invitation = await api.request<InvitationView>('POST', '/invitations', { messageId: complaint!.id });
    await api.reply(ada, { text: invitation.text });
    await eventually(() => guestbook.entries.some(({ text }) => text.includes(invitation.url)), {
      timeoutMs: 30_000,
    });
    expect(await whoIsWho()).toEqual(apart);

    for (const agent of robots)
      for (const method of ['GET', 'HEAD'])
        for (const more of prefetching) {
          const seen = await fetch(invitation.url, { method, headers: { 'user-agent': agent, ...more } });
          expect(seen.status).toBe(200);
          const text = await seen.text();
          for (const word of ['heliotrope', 'refund', 'ada@example.org']) expect(text).not.toContain(word);
        }
    expect(await whoIsWho()).toEqual(apart);
    expect(await shown()).toMatchObject([{ state: 'open', answers: [] }]);

    const line = await answer('mallory@stranger.example');
    expect(await whoIsWho()).toEqual(apart);
    expect(await shown()).toMatchObject([
      { state: 'mail-proven', answers: [{ address: 'mallory@stranger.example' }] },
    ]);
    guestbook.write({ id: 'mallory-public', name: 'Mallory P' }, line);
    await refused('another-identity');
    // The owner of the account is talked into posting the code, and nothing tells whose address it is.
    guestbook.write({ id: 'ada-public', name: 'Ada P' }, `They said this gets my money: ${line.slice(0, 9)}`);
    await refused('address-not-named');
    expect(await whoIsWho()).toEqual(apart);
  }, 180_000);

  it('joins the right person, who goes through it afterwards, and an agent can take that back', async () => {
    const line = await answer('ada@example.org');
    expect(await whoIsWho()).toEqual(apart);
    guestbook.write({ id: 'ada-public', name: 'Ada P' }, `Here you are: ${line}`);
    const joined = await eventually(
      async () => {
        const one = (await shown())[0];
        return one?.state === 'joined' ? (one.joined ?? undefined) : undefined;
      },
      { timeoutMs: 30_000 },
    );
    expect(await whoIsWho()).toEqual([
      'ada-public ada@example.org',
      'mallory-public',
      'mallory@stranger.example',
    ]);
    const words = await api.everyMessage(ada);
    expect(words.map(({ newText }) => newText).join()).toContain('heliotrope');
    expect(words.find(({ id }) => id === joined.messageId)?.newText).toContain(line);

    const history = JSON.stringify(await api.get<PersonDetail>(`/people/${ada}/history`));
    expect(history).toContain('A public invitation');
    await api.request('POST', `/merges/${joined.changeId}/undo`, {});
    expect(await whoIsWho()).toEqual(apart);
    // What was used once is used, also after it was taken back.
    guestbook.write({ id: 'ada-public', name: 'Ada P' }, `Once more: ${line}`);
    await refused('used');
    expect(await whoIsWho()).toEqual(apart);
  }, 180_000);
});
