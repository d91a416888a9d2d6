import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { adminPage, openBrowser } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { firstMailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'business hours in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;
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
    page = await adminPage(browser, filo.httpUrl, { colorScheme: 'dark' });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  it('are typed by an admin, and a snooze offers the next working day', async () => {
    await page.goto(`${filo.httpUrl}/admin/business-hours`);
    await page.getByText('No working day is set yet.').waitFor(soon);
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      await page.getByRole('textbox', { name: day }).fill('7:45-13, 14-18');
    await page.getByRole('textbox', { name: 'Sunday' }).press('Enter');
    await page.getByText('The next working day begins').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);

    await page.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    await page.getByRole('article').getByText('My card was charged twice.').waitFor(soon);
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: 'Snooze Amara Okafor' });
    const choice = dialog.getByRole('button', { name: /Next working day.*07:45/ });
    await choice.waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await choice.press('Enter');
    await holds(async () => {
      const { topics } = await api.get<{ topics: { snoozed: { until: string } | null }[] }>(
        `/threads/${threadId}`,
      );
      expect(topics[0]?.snoozed?.until).toMatch(/:45:00/);
    });
  });
});
