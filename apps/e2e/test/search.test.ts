import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { formTo, mailTo } from '../src/write-to-us.js';
import { focused } from '../src/shown.js';

const soon = { timeout: 30_000 };
const grace = { name: 'Grace Hopper', email: 'grace@example.org' };
/** More than a page of a thread, on both sides of the one that is looked for. */
const letters = 130;
const sought = 20;

describeWith(['chromium'], 'what was said', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
    for (let n = 0; n < letters; n++)
      await mailTo(filo.ports.smtp, {
        from: `${grace.name} <${grace.email}>`,
        subject: 'The logbook',
        text: `Page ${n} of the logbook.\n\n${n === sought ? 'A moth sat in relay 70.' : 'Nothing happened.'}`,
      });
    await formTo(filo.formUrl, {
      name: '山田太郎',
      email: 'yamada@example.org',
      message: '商品の払い戻しをお願いします。',
    });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const found = (text: string | RegExp) => page.getByRole('option').filter({ hasText: text });

  it('is found by a word within moments, and the thread opens at it, by keyboard alone', async () => {
    await page.goto(`${filo.httpUrl}/inbox/all`);
    await page.getByRole('heading', { level: 1, name: 'All' }).waitFor(soon);
    await page.keyboard.press('/');
    await focused(page.getByRole('searchbox'));
    await page.keyboard.type('moth relay');
    await found('A moth sat in relay 70.').waitFor(soon);
    await holds(async () => expect(await page.locator('mark').allTextContents()).toEqual(['moth', 'relay']));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const message = page.getByRole('article').filter({ hasText: 'A moth sat in relay 70.' });
    await message.waitFor(soon);
    await focused(message);
    await message.getByText('You came for this').waitFor(soon);
    await holds(async () => {
      const box = await message.boundingBox();
      expect(box && box.y > 0 && box.y + box.height < 900).toBe(true);
    });
    // What is around it is loaded, and it stays where it is while one reads on.
    await page
      .getByRole('article')
      .filter({ hasText: `Page ${sought - 1} of` })
      .waitFor(soon);
    await page
      .getByRole('article')
      .filter({ hasText: `Page ${sought + 1} of` })
      .waitFor(soon);
    await page.waitForURL(/q=moth(\+|%20)relay.*message=/, soon);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('is shown again by its address, and leads on to the newest message', async () => {
    await page.reload();
    const message = page.getByRole('article').filter({ hasText: 'A moth sat in relay 70.' });
    await message.waitFor(soon);
    await found('A moth sat in relay 70.').waitFor(soon);
    for (const n of [sought + 40, letters - 1]) {
      await holds(async () => {
        await page.getByRole('article').last().scrollIntoViewIfNeeded();
        expect(
          await page
            .getByRole('article')
            .filter({ hasText: `Page ${n} of` })
            .count(),
        ).toBe(1);
      }, soonHeld);
    }
    const pages = await page.getByRole('article').allTextContents();
    const numbers = pages.map((text) => Number(/Page (\d+) of/.exec(text)?.[1]));
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => numbers[0]! + n));
  });

  it('goes back to the end of the thread by one button', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Jump to the latest' }).click(soon);
    await page
      .getByRole('article')
      .filter({ hasText: `Page ${letters - 1} of` })
      .waitFor(soon);
    await page.waitForURL((url) => !url.searchParams.has('message'), soon);
  });

  it('is found in Japanese by a part of a word, and people come first', async () => {
    await page.goto(`${filo.httpUrl}/inbox/all?q=${encodeURIComponent('払い戻し')}`);
    await found('商品の払い戻しをお願いします。').waitFor(soon);
    await page.goto(`${filo.httpUrl}/inbox/all?q=Grace`);
    await page.getByRole('group', { name: 'People' }).getByRole('option').waitFor(soon);
    const first = page.getByRole('option').first();
    await holds(async () => expect(await first.textContent()).toContain(grace.email));
    expect((await api.get<{ items: unknown[] }>('/search?q=Grace&limit=7')).items).toHaveLength(8);
  });

  it('that nobody said offers to look for less', async () => {
    await page.goto(`${filo.httpUrl}/inbox/all`);
    await page.getByRole('heading', { level: 1, name: 'All' }).waitFor(soon);
    await page.keyboard.press('/');
    await focused(page.getByRole('searchbox'));
    await page.keyboard.type('moth butterfly');
    await page.getByText('Nothing found for “moth butterfly”').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Without butterfly' }).click();
    await found('A moth sat in relay 70.').waitFor(soon);
    await holds(async () => expect(await page.getByRole('searchbox').inputValue()).toBe('moth'));
    await page.getByRole('searchbox').press('Escape');
    await page.getByRole('heading', { level: 1, name: 'All' }).waitFor(soon);
  });
});

const soonHeld = { timeoutMs: 30_000, intervalMs: 200 };
