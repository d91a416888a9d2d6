import { aPicture, eventually } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
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

describeWith(['chromium'], 'a shop at Bluesky', () => {
  const bluesky = new BlueskyServer();
  const us = bluesky.world.join('shop.example');
  const ada = bluesky.world.join('ada.example');
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await bluesky.start();
    filo = await Filo.start({ env: { FILO_SOCIAL_POLL_SECONDS: '1', FILO_SOCIAL_GONE_AFTER_MINUTES: '0' } });
    api = await filo.signIn();
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await bluesky.stop();
  });

  /** With its pixels: what a browser cannot draw has no width. */
  const drawn = (picture: Locator): Promise<void> =>
    holds(async () => {
      await picture.scrollIntoViewIfNeeded({ timeout: 5_000 });
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
    });
  const dialog = (): Locator => page.getByRole('dialog');
  const answers = () => bluesky.world.postsOf(us.did).filter(({ record }) => record.reply);

  it('an admin adds the profile: a wrong app password is told and nothing stored, the right one works', async () => {
    // Until its connector has said that it lives, nobody speaks the channel.
    await page.goto(`${filo.httpUrl}/admin/channels`);
    await page.getByRole('button', { name: 'Add Bluesky' }).click();
    await dialog().getByRole('textbox', { name: 'Handle' }).fill('@shop.example');
    await dialog().getByLabel('App password').fill('wrong');
    await dialog().getByRole('textbox', { name: 'Service' }).fill(bluesky.url);
    const add = dialog().getByRole('button', { name: 'Test and add' });
    await pressUntil(add, dialog().getByText('make a new app password at Bluesky'));
    expect((await api.accounts()).items.map(({ channel }) => channel)).toEqual(['email']);
    await dialog().getByLabel('App password').fill(us.appPassword);
    await add.click();
    const card = page.getByRole('article').filter({ hasText: 'shop.example' });
    await card.getByText('works', { exact: true }).waitFor(soon);
  }, 90_000);

  it('a mention stands in the thread of its author, is answered within the limit, once, and honoured when it is deleted', async () => {
    const mention = bluesky.world.post(ada, '@shop.example my lamp came broken');
    const thread = await eventually(
      async () => (await api.threads()).items.find(({ person }) => person.name === 'ada'),
      patience,
    );
    await page.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    const post = page.getByRole('article').filter({ hasText: 'my lamp came broken' });
    await post.waitFor(soon);

    const field = page.getByRole('textbox', { name: 'Reply by Bluesky to ada' });
    await field.fill('a'.repeat(301));
    await page
      .getByRole('region', { name: 'Write a reply' })
      .getByText('1 character too many; 300 are the most here.')
      .waitFor(soon);
    const send = page.getByRole('button', { name: /^Send/ }).first();
    await holds(async () => expect(await send.isDisabled()).toBe(true));
    // The line is cut at the worst place: it is posted, and nobody has heard that.
    bluesky.faults.plan('com.atproto.repo.createRecord', 'cut-after');
    await field.fill('Sorry @ada.example! A new one is on its way.');
    await send.click();
    await eventually(() => answers().length === 1, patience);
    await holds(async () => {
      const sent = (await api.everyMessage(thread.id)).find(({ direction }) => direction === 'outbound');
      expect(sent?.deliveries.map(({ state }) => state)).toEqual(['sent']);
    });
    expect(answers().map(({ record }) => [record.text, record.reply?.parent.uri])).toEqual([
      ['Sorry @ada.example! A new one is on its way.', mention.uri],
    ]);

    // Our own posts are read meanwhile: the answer is known among them and stands in the thread once.
    const read = () => bluesky.asked.get('app.bsky.feed.getAuthorFeed') ?? 0;
    const before = read();
    await eventually(() => read() > before + 1, patience);
    expect(await api.everyMessage(thread.id)).toHaveLength(2);

    bluesky.world.delete(mention.uri);
    const [account] = (await api.accounts()).items.filter(({ channel }) => channel === 'bluesky');
    await api.request('POST', `/accounts/${account!.id}/reconcile`);
    await page.getByText('Deleted by its author').waitFor(soon);
    // Nor does the line above the field, which says what is answered, hold the words.
    await counts(page.getByText('my lamp came broken'), 0);
  }, 120_000);

  it('a picture comes with what it shows, and is drawn small beside the words and large over the page', async () => {
    const pictures = [
      { bytes: aPicture('image/png', 200), mediaType: 'image/png', alt: 'A lamp in two parts' },
      { bytes: aPicture(), mediaType: 'image/png', alt: 'Its box' },
    ];
    bluesky.world.post(ada, '@shop.example it looks like this', { pictures });
    const post = page.getByRole('article').filter({ hasText: 'it looks like this' });
    await post.waitFor(soon);
    const opener = post.getByRole('button', { name: /A lamp in two parts/ });
    await drawn(opener.locator('img'));
    await drawn(post.getByRole('button', { name: /Its box/ }).locator('img'));
    await opener.click();
    await drawn(dialog().locator('img'));
    await dialog().getByText('A lamp in two parts').waitFor(soon);
    await page.keyboard.press('ArrowRight');
    await dialog().getByText('Its box').waitFor(soon);
    await drawn(dialog().locator('img'));
    await page.keyboard.press('Escape');
    await opener.and(page.locator(':focus')).waitFor(soon);
  }, 90_000);

  it('a long answer goes out in parts, what is private asks first, and all of it is taken back', async () => {
    bluesky.world.post(ada, '@shop.example where is my lamp?');
    const thread = await eventually(
      async () => (await api.threads()).items.find(({ person }) => person.name === 'ada'),
      patience,
    );
    // What is written while a post comes onto the page answers the thread as it was before, and is stopped for that.
    await holds(async () => {
      const said = (await api.everyMessage(thread.id)).map(({ text }) => text);
      expect(said).toContainEqual(expect.stringContaining('where is my lamp?'));
    });
    await page.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await page.getByRole('article').filter({ hasText: 'where is my lamp?' }).waitFor(soon);
    await page.getByText('Everyone on Bluesky will read this').waitFor(soon);
    const before = answers().length;

    const field = page.getByRole('textbox', { name: 'Reply by Bluesky to ada' });
    await field.fill(`${'We are sorry for the lamp. '.repeat(24)}Write to ada@mail.example about 77812.`);
    const lamp = { name: 'lamp.png', mimeType: 'image/png', buffer: Buffer.from(aPicture()) };
    await page.locator('section input[type=file]').setInputFiles(lamp);
    await page.getByText('Say what the picture shows').waitFor(soon);
    await page.getByRole('textbox', { name: 'What does lamp.png show?' }).fill('The lamp with its foot');
    await page.getByRole('button', { name: 'Split into 3 posts' }).click();
    await page.getByText('Goes out as 3 posts, one below the other.').waitFor(soon);
    const guard = page.getByRole('alert').filter({ hasText: 'Nothing was sent' });
    // While the picture is under way nothing is sent, either, and it is said.
    await eventually(async () => {
      await page.getByRole('button', { name: /^Send/ }).first().click();
      await guard.getByText('ada@mail.example').waitFor({ timeout: 5_000 });
      return true;
    }, patience);
    await guard.getByText('77812').waitFor(soon);
    expect(answers()).toHaveLength(before);
    await guard.getByRole('button', { name: 'Send it all the same' }).click();
    await eventually(() => answers().length === before + 3, patience);
    const parts = answers().slice(0, 3).toReversed();
    expect(parts.map(({ record }) => record.text.slice(-3))).toEqual(['1/3', '2/3', '3/3']);
    expect(parts.map(({ record }) => record.embed)).toEqual([
      expect.objectContaining({ images: [expect.objectContaining({ alt: 'The lamp with its foot' })] }),
      undefined,
      undefined,
    ]);

    const sent = page.getByRole('article').filter({ hasText: 'We are sorry for the lamp.' });
    const button = sent.getByRole('button', { name: 'Delete at Bluesky' });
    await sent.hover();
    await button.click();
    await dialog().getByRole('button', { name: 'Delete at Bluesky' }).click();
    await sent.getByText('deleted by us').waitFor(soon);
    expect(answers()).toHaveLength(before);
    await counts(button, 0);
  }, 120_000);
});
