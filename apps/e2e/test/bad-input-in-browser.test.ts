import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { copyBuild } from '../src/bad-builds/copy-build.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { formTo, mailTo, rawMailTo } from '../src/write-to-us.js';
import { counts, focused } from '../src/shown.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const riddle = {
  from: 'Sphinx <sphinx@example.org>',
  subject: 'A riddle',
  text: 'What walks on three legs?',
};

/** A release that stumbles over one mail. */
const stumbling = {
  file: 'apps/connector-email/dist/reading/read-mail.js',
  find: 'return read(parseMime(bytes, limits), bytes);',
  replace: `if (bytes.includes('${riddle.text}')) throw new Error('nobody knows the answer');
        return read(parseMime(bytes, limits), bytes);`,
};

describeWith(['chromium'], 'bad input in a browser', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let stumbler: Awaited<ReturnType<typeof copyBuild>>;
  let folder: string;
  let film: string;

  const openPage = async (): Promise<void> => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'filo-film-'));
    film = join(folder, 'film.mp4');
    const file = await open(film, 'w');
    await file.truncate(200 * 1024 * 1024);
    await file.close();
    browser = await openBrowser();
    stumbler = await copyBuild([stumbling]);
    filo = await Filo.start({ root: stumbler.folder });
    api = await filo.signIn();
    await openPage();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await stumbler?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('an inbox without anybody names the place of the mail door and of the form', async () => {
    await page.goto(`${filo.httpUrl}/inbox/all`);
    const list = page.getByRole('region', { name: 'People: All' });
    for (const shown of ['support@localhost', `127.0.0.1:${filo.ports.smtp}`])
      await list.getByText(shown, { exact: true }).waitFor(soon);
    const form = list.getByRole('link', { name: `${filo.formUrl}/forms/contact` });
    await holds(async () => expect(await form.getAttribute('href')).toBe(`${filo.formUrl}/forms/contact`));
  });

  it('an address of nothing leads back, in the inbox and at the forms', async () => {
    await page.goto(`${filo.httpUrl}/inbox/waiting`);
    await page.goto(`${filo.httpUrl}/no/such/page`);
    await page.getByRole('heading', { level: 1, name: 'There is nothing at this address' }).waitFor(soon);
    await page.getByRole('link', { name: 'To the inbox' }).click();
    await page.getByRole('heading', { level: 1, name: 'All' }).waitFor(soon);
    const visitor = await context.newPage();
    await visitor.goto(`${filo.formUrl}/`, { referer: filo.httpUrl });
    await visitor.getByRole('heading', { level: 1, name: 'There is nothing at this address' }).waitFor(soon);
    await visitor.getByRole('link', { name: 'Back to where you came from' }).click();
    await visitor.getByRole('heading', { level: 1, name: 'All' }).waitFor(soon);
    await visitor.close();
  });

  describe('a mail that cannot be read', () => {
    const nobody = 'No header names who wrote it: From, Sender and Return-Path hold no address.';
    const card = (text: string): Locator => page.getByRole('article').filter({ hasText: text });
    const openQuarantine = async (): Promise<void> => {
      await page.goto(`${filo.httpUrl}/admin/quarantine`);
      await page.getByRole('heading', { level: 1, name: 'Quarantine' }).waitFor(soon);
    };

    it('waits with its reason, and waits on while it cannot be read', async () => {
      await mailTo(filo.ports.smtp, riddle);
      await rawMailTo(filo.ports.smtp, 'broken@example.org', ': nothing\r\nNo: From\r\n\r\nAnybody?');
      await openQuarantine();
      for (const [sender, reason, seen] of [
        ['broken@example.org', nobody, /^: nothing\s+No: From\s+Anybody\?/],
        ['sphinx@example.org', 'Reading failed: nobody knows the answer', /^from: .+subject: A riddle/is],
      ] as const) {
        const waiting = card(sender);
        await waiting.getByText(reason, { exact: true }).waitFor(soon);
        await waiting.getByText('could not be read', { exact: true }).waitFor(soon);
        await waiting.getByText('support@localhost', { exact: true }).waitFor(soon);
        await waiting.getByText('Headers', { exact: true }).click();
        await waiting.getByText(seen).waitFor(soon);
        await waiting.getByRole('button', { name: 'Read again' }).click();
        await page.getByText(`It still cannot be read: ${reason}`).waitFor(soon);
        await waiting.getByText('tried 1 time').waitFor(soon);
      }
      await counts(card('A riddle'), 1);
      expect((await api.threads()).items).toEqual([]);
    });

    it('is read by a press once a release can, and stands in its thread', async () => {
      const { dataFolder } = filo;
      await filo.stop();
      filo = await Filo.start({ dataFolder });
      api = await filo.signIn();
      await context.close();
      await openPage();
      await openQuarantine();
      await card('A riddle').getByRole('button', { name: 'Read again' }).click();
      await page.getByText('It is in its thread now.').waitFor(soon);
      await card('A riddle').waitFor({ state: 'detached', ...soon });
      await card(nobody).getByRole('button', { name: 'Read again' }).waitFor(soon);
      await page.goto(`${filo.httpUrl}/inbox/all`);
      await page.getByRole('option', { name: /Sphinx/ }).click();
      await page.getByRole('article').filter({ hasText: riddle.text }).waitFor(soon);
      const { items } = await api.quarantine();
      expect(items.map(({ from, attempts }) => [from, attempts])).toEqual([['broken@example.org', 1]]);
    }, 240_000);
  });

  describe.each([true, false])('a form, with scripts: %s', (javaScriptEnabled) => {
    const address = `ada-${javaScriptEnabled}@example.org`;
    let visitor: BrowserContext;
    let form: Page;
    const label = (name: string): Locator => form.getByLabel(name);
    const send = (): Promise<void> => form.getByRole('button', { name: 'Send message' }).click();
    const isKept = (): Promise<void> =>
      holds(async () => {
        expect(await label('Your name').inputValue()).toBe('Ada Lovelace');
        expect(await label('Your e-mail address').inputValue()).toBe(address);
      });
    const people = async (): Promise<number> =>
      (await api.get<{ items: unknown[] }>(`/people?q=${address}`)).items.length;

    beforeAll(async () => {
      const [contact] = (await api.forms()).items;
      if (javaScriptEnabled)
        await api.request('PATCH', `/forms/${contact?.id}`, {
          definition: {
            ...contact?.definition,
            fields: [
              contact?.definition.fields[0],
              { name: 'film', type: 'file', label: { en: 'A film' } },
              ...(contact?.definition.fields.slice(1) ?? []),
            ],
          },
        });
      visitor = await browser.newContext({ javaScriptEnabled, locale: 'en-GB' });
      form = await visitor.newPage();
      await holds(async () => {
        await form.goto(`${filo.formUrl}/forms/contact`);
        expect(await label('A film').count()).toBe(1);
      });
      await label('Your name').fill('Ada Lovelace');
      await label('Your e-mail address').fill(address);
    });
    afterAll(() => visitor.close());

    it('says which field is missing, keeps what was typed, and sends nothing', async () => {
      await send();
      const summary = form.getByRole('alert');
      await summary.getByText('One thing needs your attention').waitFor(soon);
      await summary.getByRole('link', { name: /: please fill this in$/ }).click();
      await focused(form.locator('textarea[aria-invalid=true]'));
      await isKept();
      expect(await people()).toBe(0);
    });

    it('refuses a film of 200 MB in a sentence, keeps what was typed, and takes the message without it', async () => {
      await label('A film').setInputFiles(film);
      const posted: string[] = [];
      form.on('request', (request) => posted.push(request.method()));
      if (javaScriptEnabled) {
        await form
          .getByRole('alert')
          .getByText(/^The upload is too large: at most 25 MB a file/)
          .waitFor(soon);
        await send();
        expect(posted).toEqual([]);
      } else {
        const refused = form.waitForResponse('**/submissions', { timeout: 60_000 });
        await send();
        expect((await refused).status()).toBe(413);
        await form
          .getByRole('alert')
          .getByText(/^The upload is too large: at most 25 MB a file/)
          .waitFor(soon);
      }
      await isKept();
      expect(await people()).toBe(0);

      await label('A film').setInputFiles([]);
      // Typed as people type: what is filled in faster than that, the form takes for a robot.
      await form.locator('textarea').pressSequentially('It was a long film.', { delay: 130 });
      await send();
      await form.getByText(/[A-Z0-9]{4}-[A-Z0-9]{4}/).waitFor(soon);
      await holds(async () => expect(await people()).toBe(1));
      // By scripts the film was never sent.
      expect(posted.filter((method) => method === 'POST')).toHaveLength(javaScriptEnabled ? 1 : 2);
    }, 120_000);
  });

  it('a file of 200 MB for a reply is refused before it leaves, and by the server in the same words of size', async () => {
    await formTo(filo.formUrl, { name: 'Bertha', email: 'bertha@example.org', message: 'The film, please.' });
    await page.goto(`${filo.httpUrl}/inbox/all`);
    await page.getByRole('option', { name: /Bertha/ }).click();
    const reply = page.getByRole('textbox', { name: 'Reply by email to Bertha' });
    await reply.fill('Here it is.');
    // What is selected gives way to a picture: filling selects all, and where the editor comes just then, it stays so.
    await reply.press('End');
    const uploads: string[] = [];
    page.on('request', (request) => request.url().endsWith('/uploads') && uploads.push(request.url()));
    await page.locator('input[type=file]').first().setInputFiles(film);
    await page.getByText('film.mp4 is larger than 25 MB and cannot be sent by mail.').waitFor(soon);
    expect(uploads).toEqual([]);
    await holds(async () =>
      expect(
        await reply.evaluate(
          (field) => (field as HTMLElement).innerText || (field as HTMLTextAreaElement).value,
        ),
      ).toContain('Here it is.'),
    );

    const answer = await page.evaluate(async () => {
      const body = new FormData();
      body.append('file', new Blob([new Uint8Array(200 * 1024 * 1024)]), 'film.mp4');
      const response = await fetch('/api/v1/uploads', { method: 'POST', body });
      return [response.status, ((await response.json()) as { detail: string }).detail];
    });
    expect(answer).toEqual([
      413,
      'Nothing was stored: a file may have 25 MB. Send a smaller one, or a link to it.',
    ]);
  }, 120_000);
});
