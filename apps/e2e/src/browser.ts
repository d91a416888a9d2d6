import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findProgram } from './describe-with.js';
import { admin } from './filo.js';

/**
 * Debian's Chromium, without a network of its own: where it is there the one without windows, of which a page takes a third less processor
 * time, or the `whole` one that people use.
 */
export const openBrowser = async ({ whole = false } = {}): Promise<Browser> => {
  const withoutWindows = whole ? undefined : findProgram('chromium-headless-shell');
  const executablePath = withoutWindows ?? findProgram('chromium');
  if (executablePath === undefined) {
    throw new Error('No Chromium on this machine: `npm test` installs it from Debian, as root.');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

/**
 * What the pages of this context offer to undo stays on offer for two minutes in place of eight seconds: a busy machine may take longer
 * than that over what a test looks at first. Before the first page.
 */
export const keepToasts = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(`{
    const { setTimeout: after } = window;
    window.setTimeout = (run, ms, ...rest) => after(run, ms === 8000 ? 120000 : ms, ...rest);
  }`);

/** What is typed into the form that people sign in by. */
export const signInByForm = async (page: Page, who: { email: string; password: string }): Promise<void> => {
  await page.getByLabel(/e-?mail/i).fill(who.email);
  await page.getByLabel(/password/i).fill(who.password);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('navigation').first().waitFor();
};

/**
 * A page that is signed in, without the form, which browser.test.ts signs in by. What is sent there leaves at once, unless the test looks
 * at what is held back.
 */
export const signedInPage = async (
  context: BrowserContext,
  url: string,
  who: { email: string; password: string; undoSeconds?: number },
): Promise<Page> => {
  const { email, password } = who;
  const signedIn = await context.request.post(`${url}/api/v1/session`, { data: { email, password } });
  if (!signedIn.ok())
    throw new Error(`${email} was not let in: ${signedIn.status()} ${await signedIn.text()}`);
  await context.request.put(`${url}/api/v1/own-settings`, {
    headers: { origin: url },
    data: { undoSeconds: who.undoSeconds ?? 0 },
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('navigation').first().waitFor();
  return page;
};

interface AdminPageOptions {
  colorScheme?: 'light' | 'dark';
  keepsToasts?: boolean;
}

/** A page of the first admin, as wide as a desk has it. */
export const adminPage = async (
  browser: Browser,
  url: string,
  { colorScheme = 'light', keepsToasts = false }: AdminPageOptions = {},
): Promise<Page> => {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, locale: 'en-GB', colorScheme });
  if (keepsToasts) await keepToasts(context);
  return signedInPage(context, url, admin);
};
