import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { describeWith } from '../src/describe-with.js';
import { keepToasts, openBrowser, signedInPage } from '../src/browser.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { threadOf } from '../src/look-up.js';
import { formTo, mailTo } from '../src/write-to-us.js';
import { counts, focused } from '../src/shown.js';

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
    await keepToasts(context);
    return signedInPage(context, filo.httpUrl, admin);
  };
  const rows = (page: Page, count: number): Promise<void> => counts(page.getByRole('option'), count);
  const words = (page: Page, text: string) => page.getByRole('article').getByText(text);

  const babbages = async (): Promise<string> =>
    (await api.get<{ items: { id: string }[] }>('/people?q=babbage@example.com')).items[0]?.id ?? '';
  const chooseByKey = async (page: Page, name: RegExp): Promise<void> => {
    const chosen = page.getByRole('option', { selected: true });
    await page.keyboard.press('j');
    await chosen.waitFor(soon);
    // One step after the other: who presses before the page has followed goes past them.
    for (let said = ''; !name.test((said = (await chosen.textContent()) ?? ''));) {
      await page.keyboard.press('j');
      await holds(async () => expect(await chosen.textContent()).not.toBe(said));
    }
  };

  /** From the thread that is open, by keys alone. */
  const mergeWith = async (page: Page, text: string, name: RegExp): Promise<void> => {
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Same person?' });
    await focused(dialog.getByRole('searchbox'));
    await page.keyboard.type(text);
    await dialog.locator('[role=menuitem][data-focused]', { hasText: name }).waitFor(soon);
    await page.keyboard.press('Enter');
    await dialog.getByRole('table', { name: 'The two side by side' }).waitFor(soon);
    const join = dialog.getByRole('button', { name: 'Join' });
    await focused(join);
    await page.keyboard.press('Enter');
    // The toast of an earlier merge may still stand there: the dialog that closes is what tells of this one.
    await holds(async () => expect(await dialog.allInnerTexts()).toEqual([]));
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
    await page.getByText(/The merge is undone\./).waitFor(soon);
    await rows(page, 2);
    await rows(second, 2);
    await counts(words(page, 'It weaves algebra.'), 0);
    await words(page, 'Does it weave?').waitFor(soon);

    await mergeWith(page, 'countess', /Countess/);
    await rows(second, 1);

    await page.getByRole('link', { name: 'Open as a page' }).click();
    await page.getByRole('button', { name: 'Split', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Split this person' });
    const leaving = dialog.getByRole('checkbox', { name: /countess@example\.net/ });
    // The dialog takes the focus first.
    await dialog.and(page.locator(':focus, :focus-within')).waitFor(soon);
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
    await words(page, 'An engine.').waitFor(soon);
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Same person?' });
    await focused(dialog.getByRole('searchbox'));
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
    // The toast of an earlier merge may still stand there: the dialog that closes is what tells of this one.
    await holds(async () => expect(await dialog.allInnerTexts()).toEqual([]));
    await page.getByText('is one person now.').first().waitFor(soon);
    await rows(page, 1);
  });

  it('two people who show the same phone are suggested, and one key says that they are not the same', async () => {
    const page = await signedIn();
    await page.goto(`${filo.httpUrl}/review`);
    await page.getByText('No doubtful pairs').waitFor(soon);
    for (const address of ['grace@navy.example', 'hopper@home.example']) {
      await mailTo(filo.ports.smtp, {
        from: `Grace Hopper <${address}>`,
        subject: 'A moth in the relay',
        text: 'We found a bug.\n\n-- \nGrace Hopper\nPhone: +1 202 555 0147\n',
      });
    }
    const pair = page.getByRole('region', { name: 'Grace Hopper, Grace Hopper' });
    await pair.waitFor(soon);
    await pair.getByText('Both are called Grace Hopper').waitFor(soon);
    await pair.getByText(/Both give the phone number/).waitFor(soon);
    const second = await signedIn();
    await second
      .getByRole('option', { name: /Grace Hopper/ })
      .first()
      .click();
    const banner = second.getByRole('region', { name: 'Same person?' });
    await banner.getByRole('button', { name: 'Join' }).waitFor(soon);
    await second.setViewportSize({ width: 390, height: 844 });
    expect(await axeFaults(second)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('n');
    await page.getByText('No doubtful pairs').waitFor(soon);
    await banner.waitFor({ ...soon, state: 'detached' });
    expect((await api.threads()).items.filter(({ person }) => person.name === 'Grace Hopper')).toHaveLength(
      2,
    );
  });

  it('who answers from another address is a participant, shown with who and why, and joined by a key and Enter on its preview', async () => {
    const page = await signedIn();
    await mailTo(filo.ports.smtp, {
      from: 'Emmy Noether <emmy@uni.example>',
      subject: 'Rings',
      text: 'Are they ideal?',
    });
    let threadId = '';
    await holds(async () => {
      const row = (await api.threads()).items.find(({ person }) => person.name === 'Emmy Noether');
      expect(row).toBeDefined();
      threadId = row?.id ?? '';
    });
    await api.reply(threadId, { text: 'They are.' });
    let ours = '';
    await holds(async () => {
      const mail = (await api.outbox()).items.find(({ to }) => to.includes('emmy@uni.example'));
      ours =
        /^Message-ID:\s+(<[^>]+>)/im.exec(Buffer.from(mail?.raw ?? '', 'base64').toString('utf8'))?.[1] ?? '';
      expect(ours).not.toBe('');
    });
    await mailTo(filo.ports.smtp, {
      from: 'E. N. <private@home.example>',
      subject: 'Re: Rings',
      text: 'Thank you!',
      headers: { 'In-Reply-To': ours, References: ours },
    });
    await api.request('PATCH', `/people/${threadId}`, { facts: { city: 'Erlangen' } });
    const { id: other } = await threadOf(api, 'private@home.example', ({ items }) => items.length > 0);
    await page.goto(`${filo.httpUrl}/inbox/all?person=${other}`);
    await page.getByRole('textbox', { name: /^Reply by email to / }).fill('Begun before.');
    await page.getByText(/^Draft saved/).waitFor(soon);
    await page.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    const answer = page.getByRole('region', { name: 'Answered from another address' });
    await answer.getByText(/E\. N\. \(private@home\.example/).waitFor(soon);
    await words(page, 'Are they ideal?').waitFor(soon);
    await counts(words(page, 'Thank you!'), 0);
    await page.keyboard.press('y');
    const preview = page.getByRole('dialog');
    await preview.getByText(/^To Emmy Noether: 1 address, 1 message/).waitFor(soon);
    await preview.getByRole('row', { name: /^City Erlangen shown afterwards/ }).waitFor(soon);
    await preview.getByText('Your draft to E. N. goes along.').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('is one person now.').first().waitFor(soon);
    await words(page, 'Thank you!').waitFor(soon);
    await answer.waitFor({ ...soon, state: 'detached' });
    await page
      .getByRole('textbox', { name: /^Reply by email to / })
      .getByText('Begun before.')
      .waitFor(soon);
    const history = await api.get<{ changes: { evidence: string; grade: string }[] }>(
      `/people/${threadId}/history`,
    );
    expect(history.changes.at(-1)).toMatchObject({
      evidence: expect.stringContaining('on an answer') as string,
      grade: 'claimed',
    });
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
    await page.goto(`${filo.httpUrl}/people/${await babbages()}`);
    await page.getByRole('button', { name: 'Undo this merge' }).first().waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Split', exact: true }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().check();
    await page.getByRole('table', { name: 'Who stays and who leaves' }).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
  });
});
