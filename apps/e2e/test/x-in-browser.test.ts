import { eventually } from '@filo/testing';
import { XServer } from '@filo/testing/x';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { counts, pressUntil } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const patience = { timeoutMs: 30_000 };

describeWith(['chromium'], 'a shop at X', () => {
  const x = new XServer();
  const us = x.world.join('shop');
  const ada = x.world.join('ada');
  const keys = x.world.grant(us);
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const FILO_X_API_URL = await x.start();
    filo = await Filo.start({
      env: {
        ...{
          FILO_X_API_URL,
          FILO_X_POLL_SECONDS: '1',
          FILO_X_COMPARE_HOURS: '0',
          FILO_X_DAILY_CEILING: '20',
        },
        FILO_SOCIAL_GONE_AFTER_MINUTES: '0',
      },
    });
    api = await filo.signIn();
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await x.stop();
  });

  const dialog = (): Locator => page.getByRole('dialog');
  const answers = () => x.world.postsOf(us.id).filter(({ replyTo }) => replyTo);
  const threadOf = (name: string) =>
    eventually(async () => (await api.threads()).items.find(({ person }) => person.name === name), patience);

  it('an admin adds the account: wrong keys are told and nothing stored, the right ones work, and what it costs is told', async () => {
    await page.goto(`${filo.httpUrl}/admin/channels`);
    await page.getByRole('button', { name: 'Add X' }).click();
    await dialog().getByRole('textbox', { name: 'Handle' }).fill('@shop');
    await dialog().getByLabel('API key', { exact: true }).fill(keys.appKey);
    await dialog().getByLabel('API key secret').fill(keys.appSecret);
    await dialog().getByLabel('Access token', { exact: true }).fill(keys.accessToken);
    await dialog().getByLabel('Access token secret').fill('wrong');
    const add = dialog().getByRole('button', { name: 'Test and add' });
    // Until its connector has said that it lives, nobody speaks the channel.
    await pressUntil(add, dialog().getByText('make new ones on the page of your app at X'));
    expect((await api.accounts()).items.map(({ channel }) => channel)).toEqual(['email']);
    await dialog().getByLabel('Access token secret').fill(keys.accessSecret);
    await add.click();
    const card = page.getByRole('article').filter({ hasText: 'shop' });
    await card.getByText('works', { exact: true }).waitFor(soon);
    await card.getByText(/of (US)?\$20\.00/).waitFor(soon);
    await card.getByText(/From half of it on it is read less often/).waitFor(soon);
  }, 90_000);

  it('a mention stands in the thread of its author, is answered within the limit, once, and honoured when it is deleted', async () => {
    const mention = x.world.post(ada, '@shop my lamp came broken');
    const thread = await threadOf('ada');
    await page.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await page.getByRole('article').filter({ hasText: 'my lamp came broken' }).waitFor(soon);

    const field = page.getByRole('textbox', { name: 'Reply by X to ada' });
    await field.fill('a'.repeat(281));
    await page
      .getByRole('region', { name: 'Write a reply' })
      .getByText('1 character too many; 280 are the most here.')
      .waitFor(soon);
    const send = page.getByRole('button', { name: /^Send/ }).first();
    await holds(async () => expect(await send.isDisabled()).toBe(true));
    // The line is cut at the worst place: it is posted, and nobody has heard that.
    x.faults.plan('POST tweets', 'cut-after');
    await field.fill('Sorry! A new one is on its way.');
    await send.click();
    await eventually(() => answers().length === 1, patience);
    await holds(async () => {
      const sent = (await api.everyMessage(thread.id)).find(({ direction }) => direction === 'outbound');
      expect(sent?.deliveries.map(({ state }) => state)).toEqual(['sent']);
    });
    expect(answers().map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['@ada Sorry! A new one is on its way.', mention.id],
    ]);

    // Our own posts are read meanwhile: the answer is known among them and stands in the thread once.
    const read = () => x.asked.get('GET users/:id/tweets') ?? 0;
    const before = read();
    await eventually(() => read() > before + 1, patience);
    expect(await api.everyMessage(thread.id)).toHaveLength(2);

    x.world.delete(mention);
    const [account] = (await api.accounts()).items.filter(({ channel }) => channel === 'x');
    await api.request('POST', `/accounts/${account!.id}/reconcile`);
    await page.getByText('Deleted by its author').waitFor(soon);
    await counts(page.getByText('my lamp came broken'), 0);
  }, 120_000);

  it('a direct message of the same account joins the thread in private, and is answered there', async () => {
    x.world.write(ada, us, 'My address is 1 Main Street');
    const thread = await threadOf('ada');
    // Opened before it is there, the page may show it a moment before it knows that the thread has changed.
    await holds(async () => {
      const said = (await api.everyMessage(thread.id)).map(({ text }) => text);
      expect(said).toContainEqual(expect.stringContaining('My address is 1 Main Street'));
    });
    await page.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await page.getByRole('article').filter({ hasText: 'My address is 1 Main Street' }).waitFor(soon);
    // Until the answer follows what came, it goes below the post that is gone, and is refused.
    await page.getByText('private', { exact: true }).waitFor(soon);
    await page.getByRole('textbox', { name: 'Reply by X to ada' }).fill('Thank you, Ada.');
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await eventually(
      () =>
        x.world.messages.some(
          ({ from, to, text }) => from === us.id && to === ada.id && text === 'Thank you, Ada.',
        ),
      patience,
    );
    expect(answers()).toHaveLength(1);
  }, 90_000);
});
