import type { InvitationView, OutboxPage, PersonPage, ThreadRow } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { mastodonNetwork, publicNetworks, type PublicNetwork } from '../src/public-networks.js';
import { mailTo } from '../src/write-to-us.js';
import { holds } from '../src/holds.js';

const soon = { timeout: 30_000 };
const patience = { timeoutMs: 30_000 };
const mastodon = mastodonNetwork();
const networks = publicNetworks(mastodon);
const labels = { bluesky: 'Bluesky', mastodon: 'Mastodon', x: 'X' } as const;

describeWith(['chromium'], 'a customer who mails and complains in public', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let agent: Page;

  beforeAll(async () => {
    for (const network of networks) await network.start();
    const env = Object.assign(
      { FILO_SOCIAL_POLL_SECONDS: '1' },
      ...networks.map((network) => network.env()),
    ) as Record<string, string>;
    filo = await Filo.start({ env });
    api = await filo.signIn();
    for (const network of networks)
      await eventually(() => api.request('POST', '/accounts', network.account()), patience);
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    agent = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    for (const network of networks) await network.stop();
  });

  const found = async (words: string) =>
    (await api.request<PersonPage>('GET', `/people?q=${encodeURIComponent(words)}`)).items;
  const threadOf = (name: string) =>
    eventually(async () => (await api.threads()).items.find(({ person }) => person.name === name), patience);
  const mailedLink = async (address: string): Promise<string> => {
    const mail = await eventually(
      async () =>
        (await api.request<OutboxPage>('GET', '/outbox')).items.find(({ to }) => to.includes(address)),
      patience,
    );
    const raw = Buffer.from(mail.raw, 'base64')
      .toString('utf8')
      .replace(/=\r?\n/g, '')
      .replace(/=3D/g, '=');
    return /\/proof\/[\w.-]+/.exec(raw)![0];
  };

  /** The agent invites in the public answer; answers what stands there in public. */
  const invite = async (network: PublicNetwork, thread: ThreadRow, complaint: string) => {
    const label = `Reply by ${labels[network.channel]} to ${thread.person.name}`;
    await agent.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await agent.getByRole('textbox', { name: label }).click();
    await agent.getByRole('button', { name: 'Invite to private' }).first().click();
    if (network.channel === 'bluesky')
      await agent.getByText('Filo writes no direct messages at this network').waitFor(soon);
    await agent.getByRole('button', { name: 'Invite in the public answer' }).click();
    await agent.getByText('The invitation stands in your public answer').waitFor(soon);
    await agent.getByRole('button', { name: /^Send/ }).first().click();
    const [answer] = await eventually(async () => {
      const answers = network.answersTo(complaint);
      return answers.length > 0 && answers;
    }, patience);
    const { items } = await api.request<{ items: InvitationView[] }>(
      'GET',
      `/people/${thread.person.id}/invitations`,
    );
    expect(answer!.text).toContain(items[0]!.url);
    return { answer: answer!, url: items[0]!.url };
  };

  /** A browser of a customer, that has opened the page of an invitation and asked for a mail. */
  const customerAt = async (
    url: string,
    { handle, mail }: { handle: string; mail: string },
  ): Promise<Page> => {
    const customer = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await customer.goto(url);
    await customer.getByText(handle).first().waitFor(soon);
    expect(await axeFaults(customer)).toEqual([]);
    await customer.getByLabel('Your mail address').fill(mail);
    // Enter goes on by the form, which asks for a message first; it mails nothing.
    const name = customer.getByLabel('Your name');
    await name.fill('Ada');
    await name.press('Enter');
    await customer.locator('textarea:focus').waitFor(soon);
    await name.fill('');
    await customer.getByRole('button', { name: 'Mail me the link' }).click();
    await customer.getByText('Look into your mail').waitFor(soon);
    expect(await axeFaults(customer)).toEqual([]);
    return customer;
  };
  /** Opens the mailed link and presses its button. */
  const confirmMail = async (customer: Page, mail: string): Promise<void> => {
    await customer.goto(new URL(await mailedLink(mail), filo.httpUrl).href);
    expect(await axeFaults(customer)).toEqual([]);
    await customer.keyboard.press('Tab');
    await customer.keyboard.press('Enter');
    await customer.getByRole('heading', { level: 2 }).first().waitFor(soon);
    expect(await axeFaults(customer)).toEqual([]);
  };
  /** Goes to the customer's own instance from the page that shows the line, and decides there. */
  const signIn = async (customer: Page, decision: string): Promise<void> => {
    await customer.getByRole('button', { name: 'Sign in with Mastodon instead' }).click();
    await customer.getByRole('link', { name: 'Go to the sign-in page of Mastodon' }).click();
    await customer.getByRole('link', { name: decision }).click();
  };

  /** Shows that the account is theirs: at Mastodon by signing in, once they have denied it first, elsewhere by posting the line. */
  const prove = async (
    customer: Page,
    network: PublicNetwork,
    { mail, answerId }: { mail: string; answerId: string },
  ) => {
    const line = await customer.locator('.line bdi').innerText();
    if (network !== mastodon) return void network.say(line, answerId);
    await signIn(customer, 'Deny');
    await customer.getByText('You were not signed in').waitFor(soon);
    // The line is still there to be posted.
    await confirmMail(customer, mail);
    await holds(async () => expect(await customer.locator('.line bdi').innerText()).toBe(line));
    await signIn(customer, 'Sign in as @bruno');
    await customer.getByText('We know now that both are yours').waitFor(soon);
  };

  it.each(networks)(
    'is one person in one thread once both sides are proven, and not before: $channel',
    async (network) => {
      const [handle] = network.handle.split(/[.@]/);
      const mail = `${handle}@mail.example`;
      const name = `${handle} Moretti`;
      const [inPrivate, inPublic] = [
        `Order of ${handle} has not come.`,
        `two weeks, and no word to ${handle}.`,
      ];
      await mailTo(filo.ports.smtp, { from: `${name} <${mail}>`, subject: 'My order', text: inPrivate });
      const complaint = network.say(inPublic);
      await threadOf(name);
      const { answer, url } = await invite(network, await threadOf(handle!), complaint);

      const customer = await customerAt(url, { handle: network.handle, mail });
      await confirmMail(customer, mail);
      expect(await found(handle!)).toHaveLength(2);
      await prove(customer, network, { mail, answerId: answer.id });
      await customer.context().close();
      await eventually(async () => (await found(handle!)).length === 1, patience);
      const [person] = await found(handle!);
      expect(person!.identities.map(({ key }) => key).toSorted()).toEqual([mail, network.key()].toSorted());

      // Both stand in the one thread.
      const thread = await eventually(
        async () => (await api.threads()).items.find((row) => row.person.id === person!.id),
        patience,
      );
      await agent.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
      for (const words of [inPrivate, inPublic])
        await agent.getByRole('article').filter({ hasText: words }).first().waitFor(soon);
    },
    120_000,
  );

  /** Writes by the form on the page behind a direct message, by keyboard alone: the button that takes the address alone is passed by. */
  const writeByKeys = async (
    url: string,
    [mail, ...typed]: readonly [string, ...string[]],
  ): Promise<Page> => {
    const customer = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await customer.goto(url);
    await customer.getByRole('heading', { name: 'Or write your message now' }).waitFor(soon);
    expect(await axeFaults(customer)).toEqual([]);
    const keys = ['Tab', mail, 'Tab', ...typed.flatMap((text) => ['Tab', text]), 'Tab', 'Enter'];
    for (const key of keys)
      await (key === 'Tab' || key === 'Enter' ? customer.keyboard.press(key) : customer.keyboard.type(key));
    await customer.getByText('Thank you').first().waitFor(soon);
    expect(await axeFaults(customer)).toEqual([]);
    return customer;
  };

  it('is one person by a direct message too, and nobody is invited by a question that the agent only looked at', async () => {
    const mail = 'dora@mail.example';
    mastodon.sayAs('dora', 'nobody answers dora.');
    const thread = await threadOf('dora');
    await agent.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await agent.getByRole('textbox', { name: 'Reply by Mastodon to dora' }).click();
    const ask = () => agent.getByRole('button', { name: 'Invite to private' }).first().click();
    const directly = agent.getByRole('button', { name: 'Invite by direct message' });
    await ask();
    await directly.waitFor(soon);
    await agent.keyboard.press('Escape');
    await directly.waitFor({ ...soon, state: 'detached' });
    const invitations = await api.request<{ items: unknown[] }>(
      'GET',
      `/people/${thread.person.id}/invitations`,
    );
    expect(invitations.items).toEqual([]);
    await ask();
    await directly.click();
    const [message] = await eventually(() => {
      const written = mastodon.writtenTo('dora');
      return written.length > 0 && written;
    }, patience);
    const words = 'It is dora, about my order.';
    const link = /http\S+\/proof\/direct\/[\w.-]+/.exec(message!)![0];
    const customer = await writeByKeys(link, [mail, 'Dora Moretti', words]);
    await confirmMail(customer, mail);
    await customer.getByText('Your confirmation has reached us').waitFor(soon);
    await customer.context().close();
    const person = await eventually(async () => {
      const [one, ...others] = await found('dora');
      return others.length === 0 && one?.identities.length === 2 && one;
    }, patience);
    expect(person.identities.map(({ key }) => key)).toContain(mail);
    const row = (await api.threads()).items.find((one) => one.person.id === person.id);
    const all = await api.everyMessage(row!.id);
    expect(all.map(({ text: said }) => said)).toContain(words);
  }, 120_000);

  const cardOf = ({ channel }: PublicNetwork) =>
    agent.getByRole('article').filter({ hasText: `Shop at ${labels[channel]}` });
  const since = (network: PublicNetwork) => cardOf(network).getByRole('time');
  /** What its page says is wrong with it once it is in this state; what it costs is no trouble. */
  const saidOf = async (network: PublicNetwork, state: 'failed' | 'works') => {
    await cardOf(network).getByText(state, { exact: true }).waitFor(soon);
    return cardOf(network)
      .getByRole('paragraph')
      .filter({ has: agent.getByRole('time') })
      .allInnerTexts();
  };
  const hasHeard = async (network: PublicNetwork, words: string): Promise<boolean> => {
    const [handle] = network.handle.split(/[.@]/);
    const people = (await found(handle!)).map(({ id }) => id);
    const rows = (await api.threads()).items.filter(({ person }) => people.includes(person.id));
    const messages = await Promise.all(rows.map(({ id }) => api.everyMessage(id)));
    return messages.flat().some(({ text }) => text?.includes(words));
  };
  /** A mail comes in and is answered, by hand. */
  const answerMail = async () => {
    const name = 'Elio Conti';
    await mailTo(filo.ports.smtp, {
      ...{ from: `${name} <elio@mail.example>`, subject: 'A lamp', text: 'The lamp is dark.' },
    });
    const thread = await threadOf(name);
    await agent.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await agent.getByRole('article').filter({ hasText: 'The lamp is dark.' }).first().waitFor(soon);
    await agent.getByRole('textbox', { name: `Reply by email to ${name}` }).fill('Turn it to the left.');
    await agent.getByRole('button', { name: /^Send/ }).first().click();
    const sent = async () =>
      (await api.outbox()).items.find(({ to }) => to.includes('elio@mail.example'))?.raw ?? '';
    const raw = await eventually(async () => (await sent()) || undefined, patience);
    expect(Buffer.from(raw, 'base64').toString('utf8')).toContain('Turn it to the left.');
  };
  /** Does what the page asks for, and has the network do its part. */
  const mend = async (network: PublicNetwork) => {
    const press = (name: string) => cardOf(network).getByRole('button', { name }).click();
    const isClosed = network.channel === 'bluesky';
    if (isClosed) await press('Pause');
    const anew = Object.entries(await network.trouble.end());
    if (isClosed) await press('Resume');
    if (anew.length === 0) return;
    await press('Edit');
    const dialog = agent.getByRole('dialog');
    for (const [label, value] of anew) await dialog.getByLabel(label, { exact: true }).fill(value);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ ...soon, state: 'detached' });
  };

  it('reads of every network that is in trouble what happened, since when and what to do, while mails go on, and of none once they are mended', async () => {
    await agent.goto(`${filo.httpUrl}/admin/channels`);
    for (const network of networks) expect(await saidOf(network, 'works')).toEqual([]);
    const before = new Date().toISOString();
    for (const network of networks) {
      await network.trouble.begin();
      network.say(`nobody hears this at ${network.channel}.`);
    }
    const began = new Map<PublicNetwork, string>();
    for (const network of networks) {
      expect(await saidOf(network, 'failed')).toEqual([expect.stringMatching(network.trouble.says)]);
      const at = (await since(network).getAttribute('datetime'))!;
      expect([at > before, at < new Date().toISOString()]).toEqual([true, true]);
      began.set(network, at);
    }

    await answerMail();

    await agent.goto(`${filo.httpUrl}/admin/health`);
    // The banner of the shell says the first of them as well.
    for (const { trouble } of networks)
      await agent.locator('p').filter({ hasText: trouble.says }).waitFor(soon);
    // Nobody lies about since when, however often it was tried meanwhile.
    await agent.goto(`${filo.httpUrl}/admin/channels`);
    for (const network of networks) {
      await saidOf(network, 'failed');
      await holds(async () => expect(await since(network).getAttribute('datetime')).toBe(began.get(network)));
    }
    for (const network of networks.toReversed()) await mend(network);
    for (const network of networks) {
      expect(await saidOf(network, 'works')).toEqual([]);
      await eventually(() => hasHeard(network, `nobody hears this at ${network.channel}.`), patience);
    }
  }, 120_000);
});
