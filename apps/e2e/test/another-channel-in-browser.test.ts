import { eventually } from '@filo/testing';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { Guestbook } from '../src/guestbook.js';
import { pressUntil } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const patience = { timeoutMs: 30_000 };

describeWith(['chromium'], 'a channel that the inbox does not know by name', () => {
  const guestbook = new Guestbook();
  let url: string;
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    url = await guestbook.open();
    filo = await Filo.start({ env: { FILO_MORE_CONNECTORS: 'sample' } });
    api = await filo.signIn();
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await guestbook.close();
  });

  const dialog = (): Locator => page.getByRole('dialog');

  it('its account is added in the browser by the form that its connector announced: a wrong token is told, the right one works', async () => {
    await page.goto(`${filo.httpUrl}/admin/channels`);
    await page.getByRole('button', { name: 'Add a guestbook' }).click();
    await dialog().getByRole('textbox', { name: 'Short name' }).fill('lobby');
    await dialog().getByRole('textbox', { name: 'Address on the web' }).fill(url);
    await dialog().getByLabel('Token').fill('a guess');
    const add = dialog().getByRole('button', { name: 'Test and add' });
    // Until its connector has said that it lives, nobody speaks the channel.
    await pressUntil(add, dialog().getByText('Nothing was stored. What you typed is still here.'));
    expect((await api.accounts()).items.map(({ channel }) => channel)).toEqual(['email']);
    await dialog().getByLabel('Token').fill(guestbook.token);
    await add.click();
    const card = page.getByRole('article').filter({ hasText: 'lobby' });
    await card.getByText('works', { exact: true }).waitFor(soon);
    await card.getByText('Guestbook', { exact: true }).waitFor(soon);
  }, 90_000);

  it('an entry stands in the thread of its author and is answered there', async () => {
    guestbook.write({ id: 'ada', name: 'Ada' }, 'Is anybody at the desk?');
    const thread = await eventually(
      async () => (await api.threads()).items.find(({ person }) => person.name === 'Ada'),
      patience,
    );
    await page.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await page.getByRole('article').filter({ hasText: 'Is anybody at the desk?' }).waitFor(soon);
    await page.getByRole('textbox', { name: 'Reply by Guestbook to Ada' }).fill('We are back at nine.');
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await eventually(
      () => guestbook.entries.some(({ text, key }) => key && text === 'We are back at nine.'),
      patience,
    );
  }, 90_000);
});
