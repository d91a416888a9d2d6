import type { PersonDetail } from '@filo/contracts/http';
import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { describeWith } from '../src/describe-with.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { threadOf } from '../src/look-up.js';
import { formTo } from '../src/write-to-us.js';
import { counts, focused } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

/** A red square of 8 x 8 pixels. */
const redSquare = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
  'base64',
);

describeWith(['chromium'], 'the profile of a person in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  const ada = { name: 'Ada Lovelace', email: 'ada@example.org' };

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    browser = await openBrowser();
    await formTo(filo.formUrl, { ...ada, message: 'Does it weave?' });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const signedIn = async (): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Rome',
    });
    return signedInPage(context, filo.httpUrl, admin);
  };
  /** The path of the one-time link that this address was mailed. */
  const linkTo = async (address: string): Promise<string> => {
    const found = { path: '' };
    await holds(async () => {
      const mail = (await api.outbox()).items.find(({ to }) => to.includes(address));
      const raw = Buffer.from(mail?.raw ?? '', 'base64')
        .toString('utf8')
        .replaceAll('=\r\n', '');
      found.path = /\/proof\/[\w.-]+/.exec(raw.replaceAll('=3D', '='))?.[0] ?? '';
      expect(found.path).not.toBe('');
    });
    return found.path;
  };
  const face = (page: Page) => page.locator('main img[src*="/photo?v="]').first();
  const isDrawn = (page: Page): Promise<void> =>
    holds(async () =>
      expect(await face(page).evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(8),
    );

  it('is found by keyboard, takes a time zone and a photo, and shows both after a reload and in a second browser without one', async () => {
    const page = await signedIn();
    await holds(async () => expect((await api.threads()).items).toHaveLength(1));
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.getByRole('searchbox', { name: /^Search by name/ }).waitFor(soon);
    await page.keyboard.type('lovel');
    await page.keyboard.press('ArrowDown');
    const found = page.getByRole('link', { name: /Ada Lovelace.*ada@example\.org/ });
    await focused(found);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: ada.name }).waitFor(soon);

    const second = await signedIn();
    await second.goto(page.url());
    await second.getByRole('heading', { name: ada.name }).waitFor(soon);

    const zone = page.getByRole('button', { name: /Edit: Time zone$/ });
    await zone.focus();
    await page.keyboard.press('Enter');
    const field = page.getByRole('combobox', { name: 'Time zone' });
    await focused(field);
    await page.keyboard.type('Europe/Lisbon');
    await page.keyboard.press('Escape');
    await zone.waitFor(soon);
    await page.keyboard.press('Enter');
    await field.fill('Europe/Lisbon');
    await page.keyboard.press('Enter');
    const there = /^\w{3},? \d\d:\d\d in Lisbon$/;
    await page.getByText(there).waitFor(soon);
    await second.getByText(there).waitFor(soon);

    await page
      .getByTestId('photo-file')
      .setInputFiles({ name: 'ada.png', mimeType: 'image/png', buffer: redSquare });
    await isDrawn(page);
    await isDrawn(second);

    await page.reload();
    await page.getByText(there).waitFor(soon);
    await isDrawn(page);
    await second.goto(`${filo.httpUrl}/inbox/all`);
    await second.locator('[role=option] img[src*="/photo?v="]').waitFor(soon);
  });

  it('blocks an address: its next message waits in Spam, from where it comes back into the thread', async () => {
    const pest = { name: 'Percy Pest', email: 'percy@example.org' };
    await formTo(filo.formUrl, { ...pest, message: 'Buy this.' });
    let thread = '';
    await holds(async () => {
      thread = (await api.threads()).items.find((one) => one.person.name === pest.name)?.id ?? '';
      expect(thread).not.toBe('');
    });
    const page = await signedIn();
    await page.goto(`${filo.httpUrl}/people/${thread}`);
    await page.getByRole('button', { name: `More for ${pest.email}` }).click();
    await page.getByRole('menuitem', { name: 'Block' }).click();
    await page.getByText(/1 thread leaves all lists/).waitFor(soon);
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
    await page.getByText('blocked', { exact: true }).waitFor(soon);
    const listed = async () => (await api.threads()).items.map((one) => one.person.name);
    await holds(async () => expect(await listed()).not.toContain(pest.name));

    expect(await formTo(filo.formUrl, { ...pest, message: 'Buy that.' })).toMatchObject({ status: 201 });
    await page.goto(`${filo.httpUrl}/spam`);
    const held = page.getByRole('article').filter({ hasText: pest.email });
    await held.getByText(/Blocked by/).waitFor(soon);
    expect(await api.everyMessage(thread)).toHaveLength(1);
    await held.getByRole('button', { name: 'Not spam' }).click();
    await holds(async () => expect(await api.everyMessage(thread)).toHaveLength(2));
    await holds(async () => expect(await listed()).toContain(pest.name));
    await held.waitFor({ state: 'detached', ...soon });
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['dark', 390],
  ] as const)('has nothing that axe objects to, %s and %i pixels wide', async (colorScheme, width) => {
    const page = await signedIn();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${filo.httpUrl}/people`);
    const person = page.getByRole('link', { name: /Ada Lovelace/ });
    await person.waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await person.click();
    await page.getByRole('button', { name: /Edit: Time zone$/ }).click();
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Middle/Earth');
    await page.keyboard.press('Enter');
    await page.getByText(/A time zone is written as its IANA name/).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Edit: Time zone$/ }).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('asks the owner of an address on a page without scripts, and who says that it was not them is believed in the thread', async () => {
    const mara = 'mara@studio.example';
    await formTo(filo.formUrl, { name: 'Mara Conti', email: mara, message: 'Where is my lamp?' });
    const { id: threadId } = await threadOf(api, mara, ({ items }) => items.length > 0);
    const { identities } = await api.get<PersonDetail>(`/people/${threadId}`);
    await api.request('POST', `/identities/${identities[0]?.id}/proofs`, { purpose: 'confirm-address' });
    const link = await linkTo(mara);
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({
        colorScheme,
        viewport: { width: 390, height: 800 },
        locale: 'en-GB',
      });
      await page.goto(filo.httpUrl + link);
      await page.getByText(`Is ${mara} your address?`).waitFor(soon);
      await counts(page.getByText(/lamp|Mara Conti/), 0);
      expect(await axeFaults(page)).toEqual([]);
      await page.close();
    }
    const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'it-IT' });
    const page = await plain.newPage();
    await page.goto(filo.httpUrl + link);
    await page.getByText(/^Si tratta del messaggio del .*, inviato con un modulo\.$/).waitFor(soon);
    await page.getByRole('button', { name: 'No, non sono stato io' }).press('Enter');
    await page.getByRole('heading', { name: 'Grazie di avercelo detto' }).waitFor(soon);
    await counts(page.getByText(/studio|Mara/), 0);
    await page.goto(filo.httpUrl + link);
    await page.getByRole('heading', { name: 'Questo link è già stato usato' }).waitFor(soon);
    await plain.close();
    const inbox = await signedIn();
    await inbox.goto(`${filo.httpUrl}/inbox/all?person=${threadId}`);
    await inbox.getByText(`The owner of ${mara} said: that was not me`).waitFor(soon);
    await inbox.getByText('unverified: the owner of the address says it was not them').waitFor(soon);
    expect((await api.get<PersonDetail>(`/people/${threadId}`)).identities[0]?.proof).toBe('claimed');
  });
});
