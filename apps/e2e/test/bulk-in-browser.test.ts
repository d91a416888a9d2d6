import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { keepToasts, openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { mailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const people = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn'];

describeWith(['chromium'], 'many people in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    browser = await openBrowser();
    for (const name of people)
      await mailTo(filo.ports.smtp, {
        from: `${name} <${name.toLowerCase()}@example.org>`,
        subject: `The mailing, says ${name}`,
        text: 'Please take me off the list.',
      });
    await holds(async () => expect((await api.threads()).items).toHaveLength(people.length));
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const open = async (colorScheme: 'light' | 'dark'): Promise<Page> => {
    const size = { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport: size, locale: 'en-GB', colorScheme });
    await keepToasts(context);
    const page = await signedInPage(context, filo.httpUrl, admin);
    await page.goto(`${filo.httpUrl}/inbox/unassigned`);
    await holds(async () => expect(await page.getByRole('option').count()).toBe(people.length));
    return page;
  };
  const states = async () => new Set((await api.threads()).items.map(({ state }) => state));

  it.each(['light', 'dark'] as const)(
    'are all that match picked, closed and taken back by keys alone (%s)',
    async (scheme) => {
      const page = await open(scheme);
      await page.keyboard.press('j');
      // Its keys are loaded after the list.
      await page
        .locator('[data-pick] svg')
        .first()
        .waitFor({ ...soon, state: 'attached' });
      await page.keyboard.press('x');
      await page.getByText('1 picked').waitFor(soon);
      await page.keyboard.press('Shift+J');
      const bar = page.getByRole('region', { name: 'Picked people' });
      await bar.getByText('2 picked').waitFor(soon);
      await bar.getByRole('button', { name: `Select all ${people.length} matching` }).waitFor(soon);
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Shift+*');
      await page.keyboard.press('m');
      await bar.getByText(`${people.length} picked`).waitFor(soon);
      await page.keyboard.press('e');
      await page.getByText(`${people.length} people closed.`).first().waitFor(soon);
      await holds(async () => expect(await states()).toEqual(new Set(['closed'])));
      await holds(async () => expect(await page.getByRole('option').count()).toBe(0));
      await page.keyboard.press('z');
      await page.getByText(`${people.length} people are as before.`).first().waitFor(soon);
      await holds(async () => expect(await page.getByRole('option').count()).toBe(people.length));
      expect(await states()).not.toContain('closed');
    },
  );
});
