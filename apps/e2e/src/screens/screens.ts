import { aPicture } from '@filo/testing';
import type { Page } from 'playwright-core';

export interface Screen {
  name: string;
  /** In the inbox; another part of the product says where it is in `at`. */
  path: string;
  at?: 'form' | 'town';
  signedOut?: true;
  /** Brings it up, once the page stands. */
  open?: (page: Page) => Promise<unknown>;
  /** Takes back what `open` changed, so that the other screens show the demo as it is. */
  after?: (page: Page) => Promise<unknown>;
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
const person =
  (name: RegExp, ...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('option', { name }).first().click();
    await page.getByRole('article').first().waitFor();
    await press(...keys)(page);
  };
const dialog =
  (name: RegExp, ...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await person(name, ...keys)(page);
    await page.getByRole('dialog').waitFor();
  };
const overlay =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await press(...keys)(page);
    await page.getByRole('dialog').waitFor();
  };

/** Asks the product itself, as whoever is signed in. */
const ask = async (page: Page, method: string, path: string, data?: object): Promise<unknown> => {
  const { origin } = new URL(page.url());
  const answer = await page.request.fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { origin },
    ...(data && { data }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
};
const blocked = { domain: 'newsletter.example', why: 'The same offer every morning' };
const lamp = { name: 'lamp.png', mimeType: 'image/png', buffer: Buffer.from(aPicture()) };

const openAppearance = async (page: Page): Promise<void> => {
  await page.locator('nav [aria-haspopup]').last().click();
  await page.locator('[role=menuitem]:has(.lucide-palette)').click();
  await page.getByRole('dialog').waitFor();
};

const views = ['mine', 'unassigned', 'all', 'waiting', 'promised', 'snoozed', 'closed'];
const adminPages = [
  'channels',
  'agents',
  'forms',
  'outbox',
  'quarantine',
  'automatic',
  'imports',
  'privacy',
  'health',
  'tags',
  'signatures',
  'business-hours',
  'webhooks',
  'tokens',
  'audit',
];
const ada = /^Ada/;

/** Every screen of the product, by its place in the navigation; a new page is added here. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in', signedOut: true },
  { name: 'forgotten-password', path: '/forgot', signedOut: true },
  ...views.map((view) => ({ name: `view-${view}`, path: `/inbox/${view}` })),
  { name: 'thread', path: '/inbox/all', open: person(ada) },
  { name: 'thread-profile', path: '/inbox/all', open: person(ada, 'p') },
  { name: 'reply', path: '/inbox/all', open: person(ada, 'r') },
  { name: 'note', path: '/inbox/all', open: person(ada, 'n') },
  { name: 'snooze', path: '/inbox/all', open: dialog(ada, 'b') },
  { name: 'promise', path: '/inbox/all', open: dialog(ada, 'Shift+P') },
  { name: 'merge', path: '/inbox/all', open: dialog(ada, 'm') },
  { name: 'invite-to-private', path: '/inbox/all', open: person(ada, 'd') },
  { name: 'palette', path: '/inbox/all', open: overlay('Control+k') },
  { name: 'keyboard-shortcuts', path: '/inbox/all', open: overlay('Shift+?') },
  { name: 'appearance', path: '/inbox/all', open: openAppearance },
  { name: 'social-watch', path: '/board' },
  { name: 'pause-public-answers', path: '/board', open: overlay('Shift+H') },
  {
    name: 'public-answers-paused',
    path: '/board',
    open: async (page) => {
      await ask(page, 'PUT', '/public-pause', { until: null });
      await page.getByRole('button', { name: /^(Resume|Riprendi)$/ }).waitFor();
    },
    after: (page) => ask(page, 'DELETE', '/public-pause'),
  },
  {
    name: 'picture-in-a-public-answer',
    path: '/inbox/all',
    // It stays a draft: a look after the first one finds it there.
    open: async (page) => {
      await person(/^Bruno/, 'r')(page);
      // Until it is known where the answer goes, it is one to a mail.
      await page
        .getByText(/^(Everyone on|Lo leggeranno)/)
        .first()
        .waitFor();
      if ((await page.locator('section img').count()) === 0)
        await page.locator('section input[type=file]').setInputFiles(lamp);
      await page.locator('section img').first().waitFor();
    },
  },
  { name: 'waiting-for-an-ok', path: '/oks' },
  { name: 'tags-of-a-person', path: '/inbox/all', open: dialog(ada, 'l') },
  { name: 'people', path: '/people' },
  {
    name: 'person',
    path: '/people',
    open: async (page) => {
      await page.getByRole('link', { name: ada }).first().click();
      await page.waitForURL(/people\/.+/);
    },
  },
  { name: 'merge-review', path: '/review' },
  { name: 'spam', path: '/spam' },
  {
    name: 'blocked',
    path: '/spam?list=blocks',
    open: async (page) => {
      await ask(page, 'POST', '/blocks', blocked);
      await page.getByRole('heading', { name: blocked.domain }).waitFor();
    },
    after: async (page) => {
      const { items } = (await ask(page, 'GET', '/blocks')) as { items: { id: string }[] };
      for (const { id } of items) await ask(page, 'DELETE', `/blocks/${id}`);
    },
  },
  { name: 'scripts', path: '/scripts' },
  { name: 'drafts', path: '/drafts' },
  { name: 'own-account', path: '/account' },
  {
    name: 'acknowledgement',
    path: '/admin/channels',
    open: async (page) => {
      await page
        .getByRole('button', { name: /^(Acknowledgement|Conferma di ricezione): / })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('region').first().waitFor();
    },
  },
  {
    name: 'who-gets-new-topics',
    path: '/admin/channels',
    open: async (page) => {
      await page
        .getByRole('button', { name: /^(Who answers|Chi risponde): / })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    },
  },
  ...adminPages.map((page) => ({ name: `admin-${page}`, path: `/admin/${page}` })),
  { name: 'no-such-page', path: '/no/such/page' },
  { name: 'customer-form', path: '/forms/contact', at: 'form', signedOut: true },
  { name: 'town', path: '/', at: 'town', signedOut: true },
];

/** One of each kind, where looking at all of them takes too long. */
const main = new Set([
  ...['sign-in', 'view-all', 'thread', 'thread-profile', 'reply', 'note', 'promise', 'palette'],
  ...['keyboard-shortcuts', 'appearance', 'social-watch', 'people', 'person', 'merge-review', 'scripts'],
  ...['own-account', 'admin-channels', 'admin-agents', 'admin-health', 'admin-audit', 'customer-form'],
]);
export const mainScreens: readonly Screen[] = screens.filter(({ name }) => main.has(name));
