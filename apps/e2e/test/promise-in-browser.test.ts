import type { Browser, Locator, Page } from 'playwright-core';
import { axeFaults } from '../src/axe-faults.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { mailTo } from '../src/write-to-us.js';
import { focused } from '../src/shown.js';

const soon = { timeout: 30_000 };
const amara = { name: 'Amara Okafor', email: 'amara@example.org' };

describeWith(['chromium'], 'an agent who promises something by keyboard alone', () => {
  let filo: Filo;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    filo = await Filo.start();
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const row = (): Locator => page.getByRole('option', { name: new RegExp(amara.name) });
  const write = (text: string): Promise<unknown> =>
    mailTo(filo.ports.smtp, { from: `${amara.name} <${amara.email}>`, subject: 'My refund', text });
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const heading = (name: string): Promise<void> =>
    page.getByRole('heading', { level: 1, name }).waitFor(soon);

  it('answers, promises, snoozes until it is due, and her next mail brings her back', async () => {
    await write('Where is my refund?');
    await page.goto(`${filo.httpUrl}/inbox/all`);
    await row().waitFor(soon);
    // From here on no pointer.
    await holds(async () => {
      await press('j');
      expect(await row().getAttribute('aria-selected')).toBe('true');
    });
    await press('Enter');
    await page.getByRole('article').filter({ hasText: 'Where is my refund?' }).waitFor(soon);
    await press('r');
    const answer = page.getByRole('textbox', { name: `Reply by email to ${amara.name}` });
    await focused(answer);
    await page.keyboard.type('We are looking into it.');
    await press('Control+Enter');
    await page.getByRole('article').filter({ hasText: 'We are looking into it.' }).waitFor(soon);
    await press('Escape');

    // The dialog begins with our newest word; it takes what is typed and a time in one's own words.
    await holds(async () => {
      await press('Shift+P');
      await page.getByRole('dialog', { name: 'What do we promise?' }).waitFor({ timeout: 5_000 });
    });
    const words = page.getByRole('textbox', { name: 'We will' });
    await focused(words);
    await page.keyboard.type('Send her refund');
    await press('Tab');
    await page.keyboard.type('in 3 days');
    await press('Enter');
    const promises = page.getByRole('list', { name: 'What we promised' });
    await promises.getByText('Send her refund').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);

    await press('b');
    const snooze = page.getByRole('dialog', { name: `Snooze ${amara.name}` });
    const untilDue = snooze.getByRole('button', { name: /Until the promise is due/ });
    await untilDue.waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    for (let tabs = 0; tabs < 12; tabs += 1) {
      if (await untilDue.evaluate((node) => node === document.activeElement)) break;
      await press('Tab');
    }
    await press('Enter');
    await snooze.waitFor({ state: 'detached', ...soon });

    await press('g');
    await press('p');
    await heading('Promised');
    await page.getByRole('option', { name: /promise due/ }).waitFor(soon);
    await press('g');
    await press('z');
    await heading('Snoozed');
    await page.getByRole('option', { name: /snoozed until/ }).waitFor(soon);

    await write('Never mind, it has come!');
    await row().waitFor({ state: 'detached', ...soon });
    await press('g');
    await press('w');
    await heading('Waiting');
    await page.getByRole('option', { name: /Amara Okafor, unread/ }).waitFor(soon);
  }, 120_000);
});
