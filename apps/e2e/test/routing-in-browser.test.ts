import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { adminPage, openBrowser } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { firstMailTo, mailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const from = 'Amara Okafor <amara@example.org>';

describeWith(['chromium'], 'routing in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;
  let threadId = '';
  let me: { id: string; name: string };

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    browser = await openBrowser();
    me = (await api.get<{ agent: typeof me }>('/session')).agent;
    await api.request('POST', '/teams', { name: 'Desk', memberIds: [me.id] });
    page = await adminPage(browser, filo.httpUrl, { colorScheme: 'dark' });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const line = (text: string | RegExp) => page.getByText(text).first();

  it('gives what comes to who is there, and says why', async () => {
    await page.goto(`${filo.httpUrl}/admin/channels`);
    await page.getByRole('button', { name: /^Who answers: .*support@localhost/ }).press('Enter', soon);
    const dialog = page.getByRole('dialog', { name: /^Who gets new topics at / });
    await dialog.getByRole('option', { name: 'Desk' }).waitFor({ ...soon, state: 'attached' });
    await dialog.getByLabel('Team').selectOption({ label: 'Desk' });
    await dialog.getByRole('checkbox', { name: /whom the person prefers/ }).press('Space');
    await dialog.getByLabel('In the team').selectOption({ label: 'To the members in turn' });
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.waitFor({ ...soon, state: 'detached' });

    const letter = { from, subject: 'Charged twice', text: 'My card was charged twice.' };
    threadId = await firstMailTo(filo.ports.smtp, api, letter);
    await page.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    await line(`Assigned to ${me.name}, whose turn it was`).waitFor(soon);
  });

  it('asks whom the person prefers, and passes them over while they are away', async () => {
    await page.goto(`${filo.httpUrl}/people/${threadId}`);
    await page.getByRole('button', { name: /Edit: Preferred agent$/ }).press('Enter', soon);
    await page.getByLabel('Preferred agent').selectOption({ label: me.name });
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page
      .getByRole('button', { name: /Edit: Preferred agent$/ })
      .getByText(me.name)
      .waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);

    await page.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    await page.getByRole('article').getByText('My card was charged twice.').waitFor(soon);
    await api.request('POST', `/threads/${threadId}/actions`, { kind: 'close' });
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Commands and people' }).fill('away');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Your menu, ${me.name} Away` }).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await mailTo(filo.ports.smtp, { from, subject: 'A lamp', text: 'My lamp flickers.' });
    await line(/nobody there could take it .*whom they prefer, was away/).waitFor(soon);
  });
});
