import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { adminPage, openBrowser } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { firstMailTo } from '../src/write-to-us.js';
import { focused } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'scripts in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let threadId = '';

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    browser = await openBrowser();
    const letter = { subject: 'Charged twice', text: 'My card was charged twice.' };
    threadId = await firstMailTo(filo.ports.smtp, api, {
      from: 'Amara Okafor <amara@example.org>',
      ...letter,
    });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const open = (colorScheme: 'light' | 'dark'): Promise<Page> =>
    adminPage(browser, filo.httpUrl, { colorScheme });

  it('are made on their page and answer a mail by keys alone; what is left blank is filled in before it leaves', async () => {
    const page = await open('dark');
    await page.goto(`${filo.httpUrl}/scripts`);
    await page.getByRole('button', { name: 'New script' }).click(soon);
    await page.getByRole('textbox', { name: 'Title' }).fill('Refund');
    const words = 'Dear {{person_first_name}},\n\nabout {{subject}}: order {{order number}} is paid back.';
    await page.getByRole('textbox', { name: 'Words in English' }).fill(words);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Refund' }).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);

    await page.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    await page.getByRole('article').getByText('My card was charged twice.').waitFor(soon);
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: /^Reply by email to / });
    await holds(async () =>
      expect(await field.evaluate((node) => node.contains(document.activeElement))).toBe(true),
    );
    await page.keyboard.press('/');
    await focused(page.getByRole('searchbox', { name: 'Insert a script' }));
    await page.getByRole('menuitem', { name: 'Refund' }).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.type('refund');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Not filled in:').waitFor(soon);
    await holds(async () => expect(await field.textContent()).toContain('Dear Amara,'));
    await page.keyboard.press('Control+Enter');
    await holds(async () => expect(await field.textContent()).toContain('{{order number}}'));
    // The blank is selected: what is typed stands in its place.
    await holds(async () =>
      expect(await page.evaluate(() => String(getSelection()))).toBe('{{order number}}'),
    );
    await page.keyboard.type('4711');
    await holds(async () => expect(await page.getByText('Not filled in:').count()).toBe(0));
    await page.keyboard.press('Control+Enter');
    const sent = 'about Charged twice: order 4711 is paid back.';
    await page.getByRole('article').getByText(sent).waitFor(soon);
  });
});
