import { eventually } from '@filo/testing';
import { MastodonServer, type Actor } from '@filo/testing/mastodon';
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

describeWith(['chromium'], 'a shop at Mastodon', () => {
  const mastodon = new MastodonServer();
  let us: Actor;
  let ada: Actor;
  let handle: string;
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    handle = `@shop@${new URL(await mastodon.start()).host}`;
    // It takes twice as much as is usual.
    mastodon.limits.maxCharacters = 1_000;
    us = mastodon.world.join('shop');
    ada = mastodon.world.join('ada@other.example');
    filo = await Filo.start({ env: { FILO_SOCIAL_POLL_SECONDS: '1', FILO_SOCIAL_GONE_AFTER_MINUTES: '0' } });
    api = await filo.signIn();
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await mastodon.stop();
  });

  const dialog = (): Locator => page.getByRole('dialog');
  const answers = () => mastodon.world.statusesOf(us).toReversed();
  const threadOfAda = () =>
    eventually(async () => (await api.threads()).items.find(({ person }) => person.name === 'ada'), patience);
  const sentIn = async (threadId: string) =>
    (await api.everyMessage(threadId)).filter(({ direction }) => direction === 'outbound');

  it('an admin adds the profile: a token that may not post is told and nothing stored, the right one works', async () => {
    // Until its connector has said that it lives, nobody speaks the channel.
    await page.goto(`${filo.httpUrl}/admin/channels`);
    await page.getByRole('button', { name: 'Add Mastodon' }).click();
    await dialog().getByRole('textbox', { name: 'Handle' }).fill(handle);
    await dialog()
      .getByLabel('Access token')
      .fill(mastodon.tokens.give(us, ['read']));
    await dialog().getByRole('textbox', { name: 'Instance' }).fill(mastodon.url);
    const add = dialog().getByRole('button', { name: 'Test and add' });
    await pressUntil(add, dialog().getByText('The access token may not do this.'));
    expect((await api.accounts()).items.map(({ channel }) => channel)).toEqual(['email']);
    await dialog().getByLabel('Access token').fill(mastodon.tokens.give(us));
    await add.click();
    const card = page.getByRole('article').filter({ hasText: handle.slice(1) });
    await card.getByText('works', { exact: true }).waitFor(soon);
  }, 90_000);

  it('a mention stands in the thread of its author, is answered within the limit, once, and honoured when it is deleted', async () => {
    const mention = mastodon.world.post(ada, '@shop my lamp came broken', { spoilerText: 'a lamp broke' });
    const thread = await threadOfAda();
    await page.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await page.getByRole('article').filter({ hasText: 'a lamp broke' }).waitFor(soon);

    const field = page.getByRole('textbox', { name: 'Reply by Mastodon to ada' });
    // The name of whoever is answered stands before the words, and counts, and so does the warning that is carried over.
    await field.fill('a'.repeat(984));
    await page
      .getByRole('region', { name: 'Write a reply' })
      .getByText('1 character too many; 1000 are the most here.')
      .waitFor(soon);
    const send = page.getByRole('button', { name: /^Send/ }).first();
    await holds(async () => expect(await send.isDisabled()).toBe(true));
    // The line is cut at the worst place: it is posted, and nobody has heard that.
    mastodon.faults.plan('POST /api/v1/statuses', 'cut-after');
    await field.fill('Sorry! A new one is on its way.');
    // Fewer may read it than read the post, and the warning can be seen before it is carried over.
    const warning = page.getByRole('textbox', { name: 'Content warning' });
    await holds(async () => expect(await warning.inputValue()).toBe('a lamp broke'));
    await page.getByLabel('Read by').selectOption({ label: 'everybody, in no timeline' });
    await send.click();
    await eventually(() => answers().length === 1, patience);
    await holds(async () => {
      const [sent] = await sentIn(thread.id);
      expect(sent?.deliveries.map(({ state }) => state)).toEqual(['sent']);
    });
    expect(answers()).toMatchObject([
      {
        text: '@ada@other.example Sorry! A new one is on its way.',
        ...{ spoilerText: 'a lamp broke', visibility: 'unlisted', inReplyTo: mention },
      },
    ]);

    // Our own posts are read meanwhile: the answer is known among them and stands in the thread once.
    const read = () => mastodon.asked.get('GET /api/v1/accounts/$id/statuses') ?? 0;
    const before = read();
    await eventually(() => read() > before + 1, patience);
    expect(await api.everyMessage(thread.id)).toHaveLength(2);

    mastodon.world.delete(mention);
    await page.getByText('Deleted by its author').waitFor(soon);
    await counts(page.getByText('my lamp came broken'), 0);
  }, 120_000);

  it('what was said to us alone is answered to one person alone', async () => {
    mastodon.world.post(ada, '@shop my number is 4711', { visibility: 'direct' });
    const thread = await threadOfAda();
    // Opened before it is there, the page may show it a moment before it knows that the thread has changed.
    await holds(async () => {
      const said = (await api.everyMessage(thread.id)).map(({ text }) => text);
      expect(said).toContainEqual(expect.stringContaining('my number is 4711'));
    });
    await page.goto(`${filo.httpUrl}/inbox/all?person=${thread.id}`);
    await page.getByRole('article').filter({ hasText: 'my number is 4711' }).waitFor(soon);
    // Until the answer follows what came, it goes below the post that is gone, and is refused.
    await page.getByText('private', { exact: true }).waitFor(soon);
    await page.getByRole('textbox', { name: 'Reply by Mastodon to ada' }).fill('Thank you, we look.');
    await page.getByRole('button', { name: /^Send/ }).first().click();
    await holds(async () => {
      const sent = await sentIn(thread.id);
      expect(sent.map(({ audience }) => audience)).toEqual(['public', 'private']);
    });
    await eventually(() => answers().length === 2, patience);
    expect(answers()[1]).toMatchObject({ visibility: 'direct', mentioned: [ada] });
  }, 60_000);
});
