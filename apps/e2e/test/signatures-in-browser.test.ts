import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { adminPage, openBrowser } from '../src/browser.js';
import { SmtpSink } from '../src/checker/smtp-sink.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { firstMailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'signatures in a browser', () => {
  let filo: Filo;
  let api: Api;
  let sink: SmtpSink;
  let browser: Browser;
  let page: Page;
  let threadId = '';

  beforeAll(async () => {
    sink = await SmtpSink.start();
    filo = await Filo.start({ env: { FILO_SMTP_OUT: sink.url } });
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
    await sink?.stop();
  });

  const write = async (text: string, language: string) => {
    await page.getByRole('button', { name: 'Write a signature' }).click(soon);
    await page.getByRole('textbox', { name: 'Text' }).fill(text);
    await page.getByLabel('Language of the customer').selectOption({ label: language });
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: `Everybody · ${language}` }).waitFor(soon);
  };

  it('are written by an admin and leave below an answer, after "-- "; the thread folds them', async () => {
    await page.goto(`${filo.httpUrl}/admin/signatures`);
    await write('Kind regards\n{{agent_name}}', 'any language');
    await write('Cordiali saluti', 'Italian');
    expect(await axeFaults(page)).toEqual([]);

    await page.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    await page.getByRole('article').getByText('My card was charged twice.').waitFor(soon);
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: /^Reply by email to / });
    await field.fill('It is paid back.');
    await page.getByRole('button', { name: 'Signature', exact: true }).press('Enter');
    await page.getByRole('region', { name: 'Signature' }).getByText('Kind regards').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Signature below this answer').selectOption({ label: 'Everybody · Italian' });
    await page.getByRole('region', { name: 'Signature' }).getByText('Cordiali saluti').waitFor(soon);
    await field.press('Control+Enter');
    const answer = page.getByRole('article').filter({ hasText: 'It is paid back.' });
    await answer.getByRole('button', { name: 'Signature, 1 line' }).click(soon);
    await answer.getByText('Cordiali saluti').waitFor(soon);
    await holds(() => {
      const [mail] = sink.mails;
      expect(mail?.raw).toMatch(/It is paid back\.\r\n\r\n--(?: |=20)\r\nCordiali saluti/);
      return Promise.resolve();
    });
  });
});
