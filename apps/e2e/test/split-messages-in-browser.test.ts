import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { adminPage, openBrowser } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { firstMailTo, mailTo } from '../src/write-to-us.js';
import { counts, focused } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'messages of a shared address in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let threadId = '';

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    browser = await openBrowser();
    const letter = { from: 'Mill <looms@mill.example>', subject: 'An order' };
    threadId = await firstMailTo(filo.ports.smtp, api, { ...letter, text: 'Ada asks for looms.' });
    await mailTo(filo.ports.smtp, { ...letter, text: 'Ben asks for yarn.' });
    await holds(async () => {
      const { items } = await api.threads();
      expect(items.map(({ preview }) => preview)).toEqual(['Ben asks for yarn.']);
    });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const open = async (): Promise<Page> => {
    const page = await adminPage(browser, filo.httpUrl, { keepsToasts: true });
    await page.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    await words(page, 'Ada asks for looms.').waitFor(soon);
    return page;
  };
  const words = (page: Page, text: string) => page.getByRole('article').getByText(text);
  const rows = (page: Page, count: number): Promise<void> => counts(page.getByRole('option'), count);
  /** By keys alone; the newest message is the first that the key for the previous one comes to. */
  const markNewest = async (page: Page): Promise<void> => {
    await page.keyboard.press('[');
    await page.keyboard.press('x');
    await page.getByText('1 message marked').waitFor(soon);
  };

  it('are marked by key, given to a person of their own once the address is shared, and come back by undo', async () => {
    const page = await open();
    await markNewest(page);
    await page.keyboard.press('Shift+X');
    const dialog = page.getByRole('dialog', { name: 'Messages of somebody else' });
    const share = dialog.getByRole('button', { name: 'Mark looms@mill.example as shared' });
    await focused(share);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const name = dialog.getByRole('textbox', { name: 'Who wrote them?' });
    await focused(name);
    await page.keyboard.type('Ben');
    const preview = dialog.getByRole('table', { name: 'Who stays and who leaves' });
    await preview.getByRole('columnheader', { name: /Leaves.*Ben/ }).waitFor(soon);
    const messages = preview.getByRole('row', { name: /^Messages/ });
    await holds(async () => expect(await messages.textContent()).toBe('Messages11'));
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page
      .getByText(/and Ben are two persons now\./)
      .first()
      .waitFor(soon);
    await rows(page, 2);
    await counts(words(page, 'Ben asks for yarn.'), 0);
    await words(page, 'Ada asks for looms.').waitFor(soon);
    await page.getByRole('option', { name: /^Ben/ }).click();
    await words(page, 'Ben asks for yarn.').waitFor(soon);
    await page.keyboard.press('z');
    await page.getByText('The split is undone.').waitFor(soon);
    await rows(page, 1);
    await words(page, 'Ada asks for looms.').waitFor(soon);
  });

  it('are offered to somebody we know right after the split', async () => {
    const page = await open();
    await markNewest(page);
    await page.getByRole('button', { name: 'These are somebody else’s' }).click();
    const dialog = page.getByRole('dialog', { name: 'Messages of somebody else' });
    await dialog.getByRole('textbox', { name: 'Who wrote them?' }).fill('Cleo');
    await dialog.getByRole('button', { name: 'Split, then join with somebody we know' }).click();
    await page.getByRole('dialog', { name: 'Same person?' }).getByRole('searchbox').waitFor(soon);
    await page.keyboard.press('Escape');
    await rows(page, 2);
    const { items } = await api.threads();
    expect(items.map(({ person }) => person.name).toSorted()).toEqual(['Cleo', 'Mill']);
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('have nothing that axe objects to while marked, %s and %i pixels wide', async (look, width) => {
    const page = await open();
    await page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await page.getByText('Mark', { exact: true }).first().click();
    await page.getByText('1 message marked').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
  });
});
