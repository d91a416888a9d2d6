import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signedInPage } from '../browser.js';
import { cutText } from '../cut-text.js';
import { type Look, openLook } from './looks.js';
import type { Screen } from './screens.js';

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
 * Takes these screens in these looks into `folder`, as `thread-dark.png`. What does not come within ten seconds is answered, and taken as it
 * stands; the others go on. What of their text cannot be read is answered too.
 */
export const takeScreens = async (
  browser: Browser,
  shown: Shown,
  { folder, screens, looks }: { folder: string; screens: readonly Screen[]; looks: Record<string, Look> },
): Promise<{ taken: number; missing: Missing[]; cut: Missing[] }> => {
  await mkdir(folder, { recursive: true });
  const missing: Missing[] = [];
  const cut: Missing[] = [];
  const session = await signIn(browser, shown);
  for (const [name, look] of Object.entries(looks)) {
    const inside = await openLook(browser, look, { storageState: session });
    const outside = await openLook(browser, look);
    for (const screen of screens) {
      const page = await (screen.signedOut ? outside : inside).newPage();
      const picture = `${screen.name}-${name}`;
      const reason = await bringUp(page, screen, shown).then(nothing, firstLine);
      await page.screenshot({ path: join(folder, `${picture}.png`) });
      cut.push(...(await cutText(page)).map((words) => ({ screen: picture, reason: words })));
      const after = await screen.after?.(page).then(nothing, firstLine);
      await page.close();
      if (reason ?? after) missing.push({ screen: picture, reason: reason ?? after ?? '' });
    }
    await inside.close();
    await outside.close();
  }
  return { taken: screens.length * Object.keys(looks).length - missing.length, missing, cut };
};

/** Once, in the language that the helper of the tests reads. */
export const signIn = async (browser: Browser, { urls, who }: Shown): Promise<StorageState> => {
  const context = await browser.newContext({ locale: 'en-GB' });
  await signedInPage(context, urls.inbox, who);
  const state = await context.storageState();
  await context.close();
  return state;
};

/** Nothing was fetched for a while but what the open line of news brings, which never ends, and nothing stands in the place of what comes. */
const stands = async (page: Page): Promise<void> => {
  await page.evaluate(`(async () => {
    const comes = () => document.querySelector('.appear-late') !== null;
    const fetched = () => performance.getEntriesByType('resource').length;
    const until = Date.now() + 10000;
    for (let before = -1; (before !== fetched() || comes()) && Date.now() < until; ) {
      before = fetched();
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    await document.fonts.ready;
  })()`);
};

const nothing = (): undefined => undefined;
const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

/** Opens a screen and waits until it stands. */
export const bringUp = async (page: Page, screen: Screen, { urls }: Pick<Shown, 'urls'>): Promise<void> => {
  page.setDefaultTimeout(patienceMs);
  await page.goto(urls[screen.at ?? 'inbox'] + screen.path);
  await page.getByRole('main').first().waitFor();
  await stands(page);
  if (!screen.open) return;
  await screen.open(page);
  await stands(page);
};
