import type { Browser, Page } from 'playwright-core';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { Filo, freePort } from '../src/filo.js';

describeWith(['chromium'], 'npm start -- --demo', () => {
  let filo: Filo;
  let browser: Browser;
  let town: Page;
  let inbox: Page;

  beforeAll(async () => {
    const port = await freePort();
    filo = await Filo.start({ args: ['--demo'], env: { FILO_DEMO_PORT: String(port) } });
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    const [, email = '', password = ''] = /Sign in {4}(\S+), password (\S+)/.exec(filo.printed) ?? [];
    inbox = await signedInPage(context, filo.httpUrl, { email, password });
    town = await context.newPage();
    await town.goto(`http://127.0.0.1:${port}/`);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const inPublic = (words: string) => town.getByRole('listitem').filter({ hasText: words });

  it('has a town in which one writes in public as a customer, and is answered there from the inbox', async () => {
    for (const words of ['My lamp arrived broken', 'the blue kettle is lovely', 'open on Sundays?'])
      await inPublic(words).waitFor();
    await town.getByRole('combobox').selectOption({ label: 'Ewa Nowak' });
    await town.getByLabel('Words').fill('@shop.example do you ship to Poland?');
    await town.getByRole('button', { name: 'Send' }).click();
    await inPublic('do you ship to Poland?').waitFor();

    await inbox.goto(`${filo.httpUrl}/inbox/all`);
    await inbox.getByRole('option', { name: /^Ewa Nowak/ }).click();
    await inbox.getByRole('textbox', { name: /^Reply by Bluesky to Ewa Nowak/ }).fill('Yes, within a week.');
    await inbox.getByRole('button', { name: /^Send/ }).first().click();
    await inPublic('Yes, within a week.').waitFor({ timeout: 30_000 });
    expect(await inPublic('Yes, within a week.').getByText('to Ewa Nowak').count()).toBe(1);
  }, 120_000);

  it('follows when a customer deletes a post', async () => {
    await inbox.getByText('do you ship to Poland?').first().waitFor();
    await town.getByRole('button', { name: /^Delete Ewa Nowak: @shop/ }).click();
    await inbox.getByText('Deleted by its author').waitFor({ timeout: 30_000 });
    expect(await inPublic('do you ship to Poland?').count()).toBe(0);
  }, 60_000);

  it('has customers who write mails too', async () => {
    await town.getByRole('combobox').selectOption({ label: 'Dev Patel' });
    await town.getByLabel('E-mail').check();
    await town.getByLabel('Subject').fill('An invoice, please');
    await town.getByLabel('Words').fill('Could you send me the invoice of order 42?');
    await town.getByRole('button', { name: 'Send' }).click();
    await town.getByText('The shop’s mail server took it.').waitFor();
    await inbox.goto(`${filo.httpUrl}/inbox/all`);
    await inbox.getByText('An invoice, please').first().waitFor({ timeout: 30_000 });
  }, 120_000);

  it('takes nothing from other pages', async () => {
    const removals = new URL('removals', town.url());
    const answer = await fetch(removals, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ network: 'bluesky', id: 'x' }),
    });
    expect(answer.status).toBe(403);
  });

  it('begins anew at each start', async () => {
    await filo.stop();
    await filo.startAgain();
    await town.reload();
    await inPublic('My lamp arrived broken').waitFor();
    expect(await inPublic('do you ship to Poland?').count()).toBe(0);
  }, 180_000);
});
