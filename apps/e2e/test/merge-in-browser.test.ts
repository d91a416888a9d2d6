import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { describeWith } from '../src/describe-with.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { formTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'merging and splitting people in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  const ada = { name: 'Ada Lovelace', email: 'ada@example.org' };
  const countess = { name: 'Countess of Lovelace', email: 'countess@example.net' };

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    browser = await openBrowser();
    await formTo(filo.formUrl, { ...ada, message: 'Does it weave?' });
    await holds(async () => expect((await api.threads()).items).toHaveLength(1));
    await formTo(filo.formUrl, { ...countess, message: 'It weaves algebra.' });
    await holds(async () => expect((await api.threads()).items).toHaveLength(2));
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const signedIn = async (): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
    });
    return signedInPage(context, filo.httpUrl, admin);
  };
  const rows = (page: Page, count: number): Promise<void> =>
    holds(async () => expect(await page.getByRole('option').count()).toBe(count));
  const words = (page: Page, text: string) => page.getByRole('article').getByText(text);

  const chooseByKey = async (page: Page, name: RegExp): Promise<void> => {
    const chosen = page.getByRole('option', { name, selected: true });
    await page.keyboard.press('j');
    for (let press = 0; press < 5 && (await chosen.count()) === 0; press += 1) {
      await page.keyboard.press('j');
      await page.getByRole('option', { selected: true }).waitFor(soon);
    }
    await chosen.waitFor(soon);
  };

  /** From the thread that is open, by keys alone. */
  const mergeWith = async (page: Page, text: string, name: RegExp): Promise<void> => {
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Same person?' });
    await dialog.getByRole('searchbox').waitFor(soon);
    await page.keyboard.type(text);
    await dialog.locator('[role=menuitem][data-focused]', { hasText: name }).waitFor(soon);
    await page.keyboard.press('Enter');
    await dialog.getByRole('table', { name: 'The two side by side' }).waitFor(soon);
    const join = dialog.getByRole('button', { name: 'Join' });
    await holds(async () =>
      expect(await join.evaluate((node) => node === document.activeElement)).toBe(true),
    );
    await page.keyboard.press('Enter');
    await page.getByText('is one person now.').first().waitFor(soon);
  };

  it('two people are merged by keyboard, undone from the toast, merged again and split, live in a second browser', async () => {
    const page = await signedIn();
    const second = await signedIn();
    await rows(page, 2);
    await rows(second, 2);
    await chooseByKey(second, /Countess/);
    await words(second, 'It weaves algebra.').waitFor(soon);

    await chooseByKey(page, /Ada/);
    await words(page, 'Does it weave?').waitFor(soon);
    await mergeWith(page, 'countess', /Countess/);
    await words(page, 'It weaves algebra.').waitFor(soon);
    await words(page, 'Does it weave?').waitFor(soon);
    await rows(page, 1);
    await rows(second, 1);
    await words(second, 'Does it weave?').waitFor(soon);
    await words(second, 'It weaves algebra.').waitFor(soon);

    await page.keyboard.press('z');
    await page.getByText('The merge is undone.').waitFor(soon);
    await rows(page, 2);
    await rows(second, 2);
    await holds(async () => expect(await words(page, 'It weaves algebra.').count()).toBe(0));
    await words(page, 'Does it weave?').waitFor(soon);

    await mergeWith(page, 'countess', /Countess/);
    await rows(second, 1);

    await page.getByRole('link', { name: 'Open as a page' }).click();
    await page.getByRole('button', { name: 'Split', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Split this person' });
    const leaving = dialog.getByRole('checkbox', { name: /countess@example\.net/ });
    await leaving.focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('table', { name: 'Who stays and who leaves' }).waitFor(soon);
    await dialog.getByRole('button', { name: 'Split', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page
      .getByText(/are two persons now\./)
      .first()
      .waitFor(soon);
    await rows(second, 2);
    const history = page.getByRole('region', { name: 'History of addresses' });
    await history.getByRole('button', { name: 'Undo this split' }).waitFor(soon);
    await history.getByRole('button', { name: 'Undo this split' }).click();
    await page.getByText('The split is undone.').waitFor(soon);
    await rows(second, 1);
  });

  it('whoever is slower is told what is now, and keeps the choice', async () => {
    const page = await signedIn();
    await formTo(filo.formUrl, {
      name: 'Charles Babbage',
      email: 'babbage@example.com',
      message: 'An engine.',
    });
    await rows(page, 2);
    await chooseByKey(page, /Babbage/);
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Same person?' });
    await dialog.getByRole('searchbox').waitFor(soon);
    await page.keyboard.type('ada@');
    await dialog.locator('[role=menuitem][data-focused]', { hasText: /ada@/ }).waitFor(soon);
    await page.keyboard.press('Enter');
    const join = dialog.getByRole('button', { name: 'Join' });
    await join.waitFor(soon);
    await formTo(filo.formUrl, {
      name: 'Charles Babbage',
      email: 'babbage@example.com',
      message: 'A second one.',
    });
    await holds(async () =>
      expect((await api.threads()).items.map(({ preview }) => preview)).toContain('A second one.'),
    );
    await join.focus();
    await page.keyboard.press('Enter');
    await dialog
      .getByRole('alert')
      .getByText(/somebody was quicker/)
      .waitFor(soon);
    await holds(async () => expect(await join.isEnabled()).toBe(true));
    await join.focus();
    await page.keyboard.press('Enter');
    await page.getByText('is one person now.').first().waitFor(soon);
    await rows(page, 1);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['dark', 390],
  ] as const)('has nothing that axe objects to, %s and %i pixels wide', async (colorScheme, width) => {
    const page = await signedIn();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${filo.httpUrl}/review`);
    await page.getByText('No doubtful pairs').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(`${filo.httpUrl}/people/${(await api.threads()).items[0]?.id ?? ''}`);
    await page.getByRole('button', { name: 'Undo this merge' }).first().waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Split', exact: true }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().check();
    await page.getByRole('table', { name: 'Who stays and who leaves' }).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
  });
});
