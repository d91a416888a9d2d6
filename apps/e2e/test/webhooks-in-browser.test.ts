import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { axeFaults } from '../src/axe-faults.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { mailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'webhooks in a browser', () => {
  let filo: Filo;
  let browser: Browser;
  let page: Page;
  let server: Server;
  let url = '';
  let status = 200;
  const heard: { id: string; type: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { type } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { type: string };
        heard.push({ id: String(request.headers['webhook-id']), type });
        response.writeHead(status).end(status === 200 ? 'Thank you' : 'Not now');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
    filo = await Filo.start({ env: { FILO_WEBHOOK_ALLOW: '127.0.0.1' } });
    browser = await openBrowser();
    const size = { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport: size, locale: 'en-GB', colorScheme: 'dark' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    server.close();
  });

  it('an admin adds one, tries it, sees a mail told, and sends again what did not arrive', async () => {
    await page.goto(`${filo.httpUrl}/admin/webhooks`);
    await page.getByText('No webhooks yet').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a webhook' }).press('Enter');
    await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
    await page.getByRole('textbox', { name: 'Address' }).fill(url);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    const secret = page.getByRole('textbox', { name: 'Secret' });
    await secret.waitFor(soon);
    await holds(async () => expect(await secret.inputValue()).toMatch(/^whsec_/));
    await page.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: /^Test/ }).click();
    const log = page.getByRole('region', { name: 'Log of Shop' });
    await log.getByText(/^Answered 200/).waitFor(soon);
    status = 500;
    const from = 'Amara Okafor <amara@example.org>';
    await mailTo(filo.ports.smtp, { from, subject: 'Charged twice', text: 'My card was charged twice.' });
    await holds(() => {
      expect(heard.map(({ type }) => type)).toContain('message.received');
      return Promise.resolve();
    });
    await page.reload();
    await page.getByText('Failing').waitFor(soon);
    status = 200;
    await page.getByRole('button', { name: 'Log', exact: true }).click(soon);
    const row = log.getByRole('listitem').filter({ hasText: 'Message received' });
    await row.getByText('Arrived').waitFor(soon);
    await row.getByText('What was sent and answered').click();
    await row.getByText('Thank you').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await row.getByRole('button', { name: /^Send again/ }).click();
    await holds(() => {
      const told = heard.filter(({ type }) => type === 'message.received');
      expect(told.length).toBeGreaterThan(2);
      expect(new Set(told.map(({ id }) => id)).size).toBe(1);
      return Promise.resolve();
    });
    await page.getByText('Failing').waitFor({ ...soon, state: 'detached' });
  });
});
