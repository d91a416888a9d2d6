import { eventually } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { counts } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 45_000 };
const patience = { timeoutMs: 45_000 };

describeWith(['chromium'], 'what strangers say of us without naming us', () => {
  const bluesky = new BlueskyServer();
  const us = bluesky.world.join('shop.example');
  const ada = bluesky.world.join('ada.example');
  const bea = bluesky.world.join('bea.example');
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;
  let uri: string;

  beforeAll(async () => {
    await bluesky.start();
    filo = await Filo.start({ env: { FILO_SOCIAL_POLL_SECONDS: '1' } });
    api = await filo.signIn();
    const account = {
      channel: 'bluesky',
      address: 'shop.example',
      settings: { service: bluesky.url },
      secrets: { appPassword: us.appPassword },
    };
    // Until its connector has said that it lives, nobody speaks the channel.
    await eventually(() => api.request('POST', '/accounts', account), patience);
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await bluesky.stop();
  });

  const card = (words: string): Locator => page.getByRole('article').filter({ hasText: words });

  it('is looked for by a query that an admin saves on the board, and stands there by itself', async () => {
    await page.goto(`${filo.httpUrl}/board`);
    await page.getByRole('button', { name: 'Add a saved query to shop.example' }).click(soon);
    const dialog = page.getByRole('dialog', { name: 'Add a saved query' });
    await dialog.getByLabel('Name').fill('Our lamps');
    await dialog.getByLabel('Words and phrases').fill('lumo lamp');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ ...soon, state: 'hidden' });
    ({ uri } = bluesky.world.post(ada, 'My new Lumo lamp hums all night, does yours?'));
    bluesky.world.post(bea, 'My bicycle hums all night');
    await card('hums all night').getByText('Found by: Our lamps').waitFor(soon);
    await counts(card('hums all night'), 1);
    // Nobody's inbox holds it.
    expect((await api.threads()).items).toEqual([]);
  }, 120_000);

  it('is watched by one key, and what another answers there is told wherever the agent is', async () => {
    await page.keyboard.press('j');
    await card('hums all night').and(page.locator(':focus')).waitFor(soon);
    await page.keyboard.press('w');
    await card('hums all night').getByText('Watched by you').waitFor(soon);
    await page.keyboard.press('4');
    await page
      .getByRole('region', { name: /^Handled/ })
      .getByText('hums all night')
      .waitFor(soon);
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    bluesky.world.post(bea, 'Every Lumo lamp does', { replyTo: bluesky.world.posts.get(uri)! });
    const told = page.getByRole('status').filter({ hasText: 'which you watch' });
    await told.getByText('Every Lumo lamp does').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(`${filo.httpUrl}/board`);
    await page.getByRole('button', { name: 'What I watch (1)' }).click();
    await page
      .getByRole('region', { name: /^Watch/ })
      .getByText('A new post.')
      .waitFor(soon);
    await page.getByRole('status').getByRole('button', { name: 'Seen' }).click();
    await page
      .getByRole('region', { name: /^Handled/ })
      .getByText('hums all night')
      .waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
  }, 120_000);

  it('is taken up by answering it, and the answer stands under it at the network', async () => {
    await page.goto(`${filo.httpUrl}/board`);
    await card('hums all night')
      .first()
      .click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: 'Reply by Bluesky to ada' });
    await field.and(page.locator(':focus')).waitFor(soon);
    await page.getByText('You watch what is said here in public').waitFor(soon);
    await page.keyboard.type('That is its transformer. Write to us, and we send you another.');
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await eventually(() => bluesky.world.postsOf(us.did).length === 1, patience);
    const [said] = bluesky.world.postsOf(us.did);
    expect(said!.record).toMatchObject({
      text: 'That is its transformer. Write to us, and we send you another.',
      reply: { parent: { uri } },
    });
    const { items } = await api.threads();
    expect(items.map(({ person, assignee }) => [person.name, assignee !== null])).toEqual([['ada', true]]);
  }, 120_000);
});
