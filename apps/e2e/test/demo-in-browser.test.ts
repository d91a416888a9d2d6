import { freePort } from '@filo/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { counts } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

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
    await town.getByText('kim@filo.example').waitFor();
    await town.getByText('Accounts that you can add there').click();
    await town.getByText('second-shop.example').waitFor();
    await town.getByRole('combobox').selectOption({ label: 'Bruno Keller' });
    await town.getByLabel('Words').fill('@shop.example do you ship to Poland?');
    await town.getByRole('button', { name: 'Send' }).click();
    await inPublic('do you ship to Poland?').waitFor();

    await inbox.goto(`${filo.httpUrl}/inbox/all`);
    await inbox.getByRole('option', { name: /^Bruno Keller/ }).click();
    await inbox
      .getByRole('textbox', { name: /^Reply by Bluesky to Bruno Keller/ })
      .fill('Yes, within a week.');
    await inbox.getByRole('button', { name: /^Send/ }).first().click();
    await inPublic('Yes, within a week.').waitFor(soon);
    await counts(inPublic('Yes, within a week.').getByText('to Bruno Keller'), 1);
  }, 120_000);

  it('follows when a customer deletes a post', async () => {
    await inbox.getByText('do you ship to Poland?').first().waitFor();
    await town.getByRole('button', { name: /^Delete Bruno Keller: @shop/ }).click();
    await inbox.getByText('Deleted by its author').waitFor(soon);
    await counts(inPublic('do you ship to Poland?'), 0);
  }, 60_000);

  it.each(['X', 'Mastodon'])(
    'has customers who change at %s what they said',
    async (network) => {
      const words = (state: string) => `@shop at ${network} my kettle is ${state}`;
      await town.getByRole('combobox').selectOption({ label: 'Chiara Riva' });
      await town.getByLabel(network, { exact: true }).check();
      if (network === 'Mastodon') await town.getByLabel('Content warning').fill('Hot water');
      await town.getByLabel('Words').fill(words('broken'));
      await town.getByRole('button', { name: 'Send' }).click();
      await town.getByText('It stands there in public.').waitFor(soon);
      await inbox.goto(`${filo.httpUrl}/inbox/all`);
      await inbox.getByText(words('broken')).first().waitFor(soon);
      await town.getByRole('button', { name: `Edit Chiara Riva: ${words('broken')}` }).click();
      await town.getByLabel('Words').fill(words('whole again'));
      await town.getByRole('button', { name: 'Send' }).click();
      await town.getByText(`Changed at ${network}.`).waitFor(soon);
      await inPublic(words('whole again')).waitFor(soon);
      await counts(inPublic(words('broken')), 0);
      await counts(inPublic('Content warning: Hot water'), network === 'Mastodon' ? 1 : 0);
      await inbox
        .getByRole('option', { name: /^Chiara Riva/ })
        .first()
        .click();
      await inbox.getByText(words('whole again')).first().waitFor(soon);
    },
    120_000,
  );

  it.each(['X', 'Mastodon'])(
    'has customers who write to the shop alone at %s first',
    async (network) => {
      const words = `Only for you at ${network}: order 42 never came.`;
      await town.getByRole('combobox').selectOption({ label: 'Dev Patel' });
      await town.getByLabel(network, { exact: true }).check();
      await town.getByLabel('A direct message').check();
      await town.getByLabel('Words').fill(words);
      await town.getByRole('button', { name: 'Send' }).click();
      await town.getByText('It is written to the shop alone.').waitFor();
      await counts(inPublic(words).getByText('a direct message to'), 1);
      await inbox.goto(`${filo.httpUrl}/inbox/all`);
      await inbox.getByText(words).first().waitFor(soon);
    },
    120_000,
  );

  it('has customers who write mails too', async () => {
    await town.getByRole('combobox').selectOption({ label: 'Dev Patel' });
    await town.getByLabel('E-mail').check();
    await town.getByLabel('Subject').fill('An invoice, please');
    await town.getByLabel('Words').fill('Could you send me the invoice of order 42?');
    await town.getByRole('button', { name: 'Send' }).click();
    await town.getByText('The shop’s mail server took it.').waitFor();
    await inbox.goto(`${filo.httpUrl}/inbox/all`);
    await inbox.getByText('An invoice, please').first().waitFor(soon);
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
    await counts(inPublic('do you ship to Poland?'), 0);
  }, 180_000);
});
