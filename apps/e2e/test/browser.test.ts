import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { describeWith } from '../src/describe-with.js';
import { openBrowser, signInByForm } from '../src/browser.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { formTo, mailTo } from '../src/write-to-us.js';
import { counts, focused } from '../src/shown.js';

/** Pastes a picture of 4 x 2 pixels where the focus stands, as a screenshot is pasted. Runs in the page. */
const pastePicture = async (field: Element): Promise<void> => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 4, height: 2 });
  const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes ?? ''], 'image.png', { type: 'image/png' }));
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
};

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'an agent in a browser', () => {
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
    page = await context.newPage();
    await page.goto(filo.httpUrl);
    await signInByForm(page, admin);
    await api.request('PUT', '/own-settings', { undoSeconds: 0 });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const row = (name: string): Locator => page.getByRole('option', { name: new RegExp(name) });
  const answer = (name: string): Locator => page.getByRole('textbox', { name: `Reply by email to ${name}` });
  /** What stands in the field of a reply, be it the plain one or the editor that follows it. */
  const written = (name: string): Promise<string> =>
    answer(name).evaluate((node) =>
      (node instanceof HTMLTextAreaElement ? node.value : (node as HTMLElement).innerText).trim(),
    );
  const goToAll = async (): Promise<void> => {
    await page.goto(`${filo.httpUrl}/inbox/all`);
    await page.getByRole('heading', { level: 1, name: 'All' }).waitFor(soon);
  };
  const threadOf = async (name: string): Promise<string> => {
    let id: string | undefined;
    await holds(async () => {
      id = (await api.threads()).items.find((one) => one.person.name === name)?.id;
      expect(id).toBeDefined();
    });
    return id ?? '';
  };
  const sentTo = async (address: string): Promise<number> =>
    (await api.outbox()).items.filter((mail) => mail.to.includes(address)).length;

  it('reads both channels on one timeline and answers by keyboard alone', async () => {
    const mary = { name: 'Mary Somerville', email: 'mary@example.org' };
    await mailTo(filo.ports.smtp, {
      from: `${mary.name} <${mary.email}>`,
      subject: 'The mechanism',
      text: 'Of the heavens.',
    });
    await threadOf(mary.name);
    await formTo(filo.formUrl, { ...mary, message: 'Is it in print?' });
    await goToAll();
    await row(mary.name).getByText('Is it in print?').waitFor(soon);

    // From here on no pointer.
    const chosen = page.getByRole('option', { name: new RegExp(mary.name), selected: true });
    await holds(async () => {
      await page.keyboard.press('j');
      await chosen.waitFor({ timeout: 2_000 });
    });
    await page.keyboard.press('Enter');
    await page.getByRole('article').filter({ hasText: 'Is it in print?' }).waitFor(soon);
    await counts(page.getByRole('article'), 2);
    await page.keyboard.press('r');
    await focused(answer(mary.name));
    await page.keyboard.type('Dear Mary, we are on it.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article').filter({ hasText: 'we are on it' }).waitFor(soon);
    await holds(async () => expect(await sentTo(mary.email)).toBe(1));
    await holds(async () => expect(await written(mary.name)).toBe(''));
  });

  it('keeps what was typed when the thread has moved on, and shows what is new', async () => {
    const emmy = { name: 'Emmy Noether', email: 'emmy@example.org' };
    await formTo(filo.formUrl, { ...emmy, message: 'Is it symmetric?' });
    const thread = await threadOf(emmy.name);
    await goToAll();
    await row(emmy.name).click();
    await page.getByRole('article').filter({ hasText: 'Is it symmetric?' }).waitFor(soon);
    await page.keyboard.press('r');
    await focused(answer(emmy.name));
    await page.keyboard.type('We will look.');
    // Held on its way out, so that the page knew nothing when it asked: the guard stands on the server.
    await page.route(
      '**/replies',
      async (route) => {
        await formTo(filo.formUrl, { ...emmy, message: 'Never mind!' });
        await holds(async () => expect(await api.everyMessage(thread)).toHaveLength(2));
        await route.continue();
      },
      { times: 1 },
    );
    const refused = page.waitForResponse('**/replies', soon);
    await page.keyboard.press('Control+Enter');
    const guard = page.getByRole('alert').filter({ hasText: 'Never mind!' });
    await guard.getByRole('button', { name: 'Send anyway' }).waitFor(soon);
    expect((await refused).status()).toBe(409);
    await holds(async () => expect(await written(emmy.name)).toBe('We will look.'));
    expect(await api.everyMessage(thread)).toHaveLength(2);
    expect(await sentTo(emmy.email)).toBe(0);

    await guard.getByRole('button', { name: 'Send anyway' }).click();
    await holds(async () => expect(await sentTo(emmy.email)).toBe(1));
    expect(await api.everyMessage(thread)).toHaveLength(3);
  });

  it('formats a reply by keyboard, shows a pasted picture in it, keeps both in the draft, and sends them as a mail does', async () => {
    const lise = { name: 'Lise Meitner', email: 'lise@example.org' };
    await formTo(filo.formUrl, { ...lise, message: 'Where is the button?' });
    await threadOf(lise.name);
    await goToAll();
    await row(lise.name).click();
    await page.getByRole('toolbar', { name: 'Format' }).waitFor(soon);
    await page.keyboard.press('r');
    await focused(answer(lise.name));
    await page.keyboard.type('It is ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('here');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(': ');
    await answer(lise.name).evaluate(pastePicture);
    const picture = answer(lise.name).getByRole('img', { name: 'Picture' });
    const send = page.getByRole('button', { name: /^Send/ }).first();
    await picture.waitFor(soon);
    await holds(async () => expect(await send.isEnabled()).toBe(true));

    await page.getByText(/^Draft saved/).waitFor(soon);
    await page.reload();
    await holds(async () =>
      expect(await picture.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBe(4),
    );
    const strong = answer(lise.name).locator('strong');
    await holds(async () => expect(await strong.textContent()).toBe('here'));
    await answer(lise.name).focus();
    await page.keyboard.press('Control+Enter');
    await holds(async () => expect(await sentTo(lise.email)).toBe(1));

    const sent = page.getByRole('article').filter({ hasText: 'It is here' });
    await sent.locator('strong', { hasText: 'here' }).waitFor(soon);
    await holds(async () =>
      expect(
        await sent
          .getByRole('img', { name: 'Picture' })
          .evaluate((node) => (node as HTMLImageElement).naturalWidth),
      ).toBe(4),
    );
    const mail = (await api.outbox()).items.find(({ to }) => to.includes(lise.email));
    const raw = Buffer.from(mail?.raw ?? '', 'base64').toString();
    expect(raw).toMatch(
      /multipart\/alternative[\s\S]*text\/plain[\s\S]*It is here: \[Picture\][\s\S]*multipart\/related[\s\S]*text\/html/,
    );
    const html = raw.replace(/=\r\n/g, '');
    const contentId = /Content-ID: <([^>]+)>/.exec(raw)?.[1] ?? 'none';
    expect(html).toContain(`<p>It is <strong>here</strong>: <img src=3D"cid:${contentId}" alt=3D"Picture"`);
    expect(raw).toMatch(/Content-Type: image\/png[\s\S]*Content-Disposition: inline/);
  });

  it('lets who was closed leave the list while the pointer rests on it', async () => {
    for (const name of ['Rosalind', 'Dorothy'])
      await formTo(filo.formUrl, { name, email: `${name}@example.org`, message: 'What do you see?' });
    await threadOf('Rosalind');
    await threadOf('Dorothy');
    await page.goto(`${filo.httpUrl}/inbox/waiting`);
    await row('Dorothy').hover(soon);
    await row('Rosalind').click();
    await page.getByRole('article').filter({ hasText: 'What do you see?' }).waitFor(soon);
    await page.keyboard.press('e');
    await row('Rosalind').waitFor({ state: 'detached', ...soon });
    await counts(row('Dorothy'), 1);
  });

  it.each([
    '/inbox/all',
    '/no/such/page',
    '/admin/channels',
    '/admin/forms',
    '/admin/audit',
    '/admin/outbox',
    '/admin/quarantine',
    '/admin/automatic',
    '/admin/health',
    '/admin/tokens',
    '/sign-in',
  ])('finds nothing that axe objects to on %s, light and dark', async (path) => {
    const signedOut = path === '/sign-in';
    const visitor = signedOut ? await browser.newContext({ locale: 'en-GB' }) : context;
    for (const colorScheme of ['light', 'dark'] as const) {
      const other = await visitor.newPage();
      await other.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await other.goto(filo.httpUrl + path);
      await other.getByRole('main').first().waitFor(soon);
      if (path === '/inbox/all') {
        await other.getByRole('option').first().click();
        await other.getByRole('article').first().waitFor(soon);
        await other.getByRole('textbox', { name: /^Reply by email/ }).waitFor(soon);
      } else await other.getByRole('heading', { level: 1 }).first().waitFor(soon);
      expect(await axeFaults(other)).toEqual([]);
      await other.close();
    }
    if (signedOut) await visitor.close();
  });
});
