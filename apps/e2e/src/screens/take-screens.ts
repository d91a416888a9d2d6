import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signedInPage } from '../browser.js';
import { looks } from './looks.js';
import { screens, type Screen } from './screens.js';

export interface Shown {
  urls: Readonly<Record<'inbox' | 'form' | 'town', string>>;
  who: { email: string; password: string };
}

/** A screen that did not come, and why. */
export interface Missing {
  screen: string;
  reason: string;
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

const patienceMs = 10_000;

/**
 * Takes every screen in every look into `folder`, as `thread-dark.png`. What does not come within ten seconds is answered, and taken as it
 * stands; the others go on.
 */
export const takeScreens = async (
  browser: Browser,
  shown: Shown,
  { folder, only = '' }: { folder: string; only?: string },
): Promise<{ taken: number; missing: Missing[] }> => {
  await mkdir(folder, { recursive: true });
  const wanted = screens.filter(({ name }) => name.includes(only));
  const missing: Missing[] = [];
  const session = await signIn(browser, shown);
  for (const [look, options] of Object.entries(looks)) {
    const all = { locale: 'en-GB', reducedMotion: 'reduce' as const, ...options };
    const inside = await browser.newContext({ ...all, storageState: session });
    const outside = await browser.newContext(all);
    for (const screen of wanted) {
      const reason = await take(screen.signedOut ? outside : inside, {
        screen,
        url: shown.urls[screen.at ?? 'inbox'] + screen.path,
        file: join(folder, `${screen.name}-${look}.png`),
      });
      if (reason !== undefined) missing.push({ screen: `${screen.name}-${look}`, reason });
    }
    await inside.close();
    await outside.close();
  }
  return { taken: wanted.length * Object.keys(looks).length - missing.length, missing };
};

/** Once, in the language that the helper of the tests reads. */
const signIn = async (browser: Browser, { urls, who }: Shown): Promise<StorageState> => {
  const context = await browser.newContext({ locale: 'en-GB' });
  await signedInPage(context, urls.inbox, who);
  const state = await context.storageState();
  await context.close();
  return state;
};

/** Nothing was fetched for a while but what the open line of news brings; that line never ends. */
const stands = async (page: Page): Promise<void> => {
  await page.evaluate(`(async () => {
    const fetched = () => performance.getEntriesByType('resource').length;
    const until = Date.now() + 5000;
    for (let before = -1; before !== fetched() && Date.now() < until; ) {
      before = fetched();
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    await document.fonts.ready;
  })()`);
};

const nothing = (): undefined => undefined;
const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

const take = async (
  context: BrowserContext,
  { screen, url, file }: { screen: Screen; url: string; file: string },
): Promise<string | undefined> => {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  let reason: string | undefined;
  try {
    await page.goto(url);
    await page.getByRole('main').first().waitFor();
    await stands(page);
    await screen.open?.(page);
    await stands(page);
  } catch (error) {
    reason = firstLine(error);
  }
  await page.screenshot({ path: file });
  if (reason === undefined) reason = await screen.after?.(page).then(nothing, firstLine);
  await page.close();
  return reason;
};
