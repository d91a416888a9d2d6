import type { InvitationView, OutboxPage, PersonPage } from '@filo/contracts/http';
import { eventually } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { mailTo } from '../src/write-to-us.js';

const soon = { timeout: 30_000 };
const patience = { timeoutMs: 30_000 };
const adasMail = 'ada.moretti@mail.example';

describeWith(['chromium'], 'a customer who mails and complains in public', () => {
  const bluesky = new BlueskyServer();
  const us = bluesky.world.join('shop.example');
  const ada = bluesky.world.join('ada.example');
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let agent: Page;

  beforeAll(async () => {
    const service = await bluesky.start();
    filo = await Filo.start({ env: { FILO_SOCIAL_POLL_SECONDS: '1' } });
    api = await filo.signIn();
    const profile = { channel: 'bluesky', address: us.handle, name: 'Shop', settings: { service } };
    await eventually(
      () => api.request('POST', '/accounts', { ...profile, secrets: { appPassword: us.appPassword } }),
      patience,
    );
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    agent = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await bluesky.stop();
  });

  const persons = async () => (await api.request<PersonPage>('GET', '/people')).items;
  const threadOf = (name: string) =>
    eventually(async () => (await api.threads()).items.find(({ person }) => person.name === name), patience);
  const mailedLink = async (): Promise<string> => {
    const mail = await eventually(
      async () =>
        (await api.request<OutboxPage>('GET', '/outbox')).items.find(({ to }) => to.includes(adasMail)),
      patience,
    );
    const raw = Buffer.from(mail.raw, 'base64')
      .toString('utf8')
      .replace(/=\r?\n/g, '')
      .replace(/=3D/g, '=');
    return /\/proof\/[\w.-]+/.exec(raw)![0];
  };

  it('is one person in one thread once both sides are proven, and not before', async () => {
    const letter = { subject: 'My order', text: 'Order 4711 has not come.' };
    await mailTo(filo.ports.smtp, { from: `Ada Moretti <${adasMail}>`, ...letter });
    const complaint = bluesky.world.post(ada, '@shop.example two weeks, and no word from you.');
    await threadOf('Ada Moretti');
    const inPublic = await threadOf('ada');

    await agent.goto(`${filo.httpUrl}/inbox/all?person=${inPublic.id}`);
    await agent.getByRole('textbox', { name: 'Reply by Bluesky to ada' }).click();
    await agent.getByRole('button', { name: 'Invite to private' }).first().click();
    await agent.getByText('The invitation stands in your public answer').waitFor(soon);
    await agent.getByRole('button', { name: /^Send/ }).first().click();
    const answer = await eventually(
      () => bluesky.world.postsOf(us.did).find(({ record }) => record.reply?.parent.uri === complaint.uri),
      patience,
    );
    const { items } = await api.request<{ items: InvitationView[] }>(
      'GET',
      `/people/${inPublic.person.id}/invitations`,
    );
    expect(answer.record.text).toContain(items[0]!.url);
    expect(JSON.stringify(answer.record.facets)).toContain(items[0]!.url);

    const customer = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await customer.goto(items[0]!.url);
    await customer.getByText('ada.example').first().waitFor(soon);
    await customer.getByLabel('Your mail address').fill(adasMail);
    await customer.getByRole('button', { name: 'Mail me the link' }).click();
    await customer.goto(new URL(await mailedLink(), filo.httpUrl).href);
    await customer.getByRole('button').first().click();
    const line = await customer.locator('.line bdi').innerText();
    expect(await persons()).toHaveLength(2);

    bluesky.world.post(ada, `@shop.example ${line}`, { replyTo: answer });
    await eventually(async () => (await persons()).length === 1, patience);
    const [person] = await persons();
    expect(person!.identities.map(({ key }) => key).toSorted()).toEqual([adasMail, ada.did].toSorted());

    // Both stand in the one thread.
    const [thread] = (await api.threads()).items;
    await agent.goto(`${filo.httpUrl}/inbox/all?person=${thread!.id}`);
    for (const words of ['Order 4711 has not come.', 'two weeks, and no word from you.'])
      await agent.getByRole('article').filter({ hasText: words }).first().waitFor(soon);
  }, 180_000);
});
