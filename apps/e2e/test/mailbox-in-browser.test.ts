import { Dovecot, freePort } from '@filo/testing';
import type { AccountView, PersonPage } from '@filo/contracts/http';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { SmtpSink } from '../src/checker/smtp-sink.js';
import { describeWithDovecot } from '../src/describe-with-dovecot.js';
import { describeWith } from '../src/describe-with.js';
import { expiredCertificate } from '../src/expired-certificate.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { letter } from '../src/letters.js';

/** A live test of settings takes its time on a busy machine. */
const soon = { timeout: 30_000 };
const address = 'support@test.invalid';

describeWith(['chromium'], 'an admin in a browser', () => {
  describeWithDovecot('adds a mailbox', () => {
    let expired: Awaited<ReturnType<typeof expiredCertificate>>;
    let dovecot: Dovecot;
    let sink: SmtpSink;
    let filo: Filo;
    let api: Api;
    let browser: Browser;
    let page: Page;
    let dialog: Locator;

    beforeAll(async () => {
      expired = await expiredCertificate();
      // One server, with and without TLS: what is wrong about it is its certificate alone.
      dovecot = await Dovecot.start({ users: { support: 'right-4711' }, certificate: expired });
      sink = await SmtpSink.start();
      filo = await Filo.start({ env: { NODE_EXTRA_CA_CERTS: expired.certFile } });
      api = await filo.signIn();
      browser = await openBrowser();
      const context = await browser.newContext({ viewport: { width: 1440, height: 1200 }, locale: 'en-GB' });
      page = await signedInPage(context, filo.httpUrl, admin);
      dialog = page.getByRole('dialog');
    }, 240_000);

    afterAll(async () => {
      await browser?.close();
      await filo?.remove();
      await sink?.stop();
      await dovecot?.stop();
      await expired?.remove();
    });

    const server = (name: 'Mail in (IMAP)' | 'Mail out (SMTP)'): Locator =>
      dialog.getByRole('group', { name });
    const typed = (): Promise<string[]> =>
      dialog
        .locator('input, select, textarea')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    const test = (): Promise<void> => dialog.getByRole('button', { name: 'Test and add' }).click();
    const stored = async (): Promise<AccountView | undefined> =>
      (await api.accounts()).items.find((one) => one.address === address);
    const imap = () => ({
      host: '127.0.0.1',
      port: dovecot.ports.imap,
      security: 'none',
      user: 'support',
      password: 'right-4711',
    });

    it.each([
      [
        'an expired certificate',
        () => [dovecot.ports.imaps, 'tls', 'right-4711'],
        /^The certificate of the IMAP server localhost:\d+ has expired\. Ask whoever runs the server to renew it\./,
      ],
      [
        'a wrong password',
        () => [dovecot.ports.imap, 'none', 'wrong-4711'],
        /^The IMAP server localhost:\d+ refused the user name or password\. Enter the right one/,
      ],
      [
        'an unreachable host',
        async () => [await freePort(), 'none', 'right-4711'],
        /^The IMAP server localhost:\d+ could not be reached\. Check host and port/,
      ],
    ] as const)(
      'with %s: says so in a sentence, keeps what was typed, and stores nothing',
      async (_, settings, sentence) => {
        const [port, security, password] = await settings();
        await page.goto(`${filo.httpUrl}/admin/channels`);
        await page.getByRole('button', { name: 'Add a mailbox' }).click();
        await dialog.getByRole('textbox', { name: 'Email address' }).fill(address);
        await dialog.getByRole('textbox', { name: 'Sender name' }).fill('The help desk');
        const mailIn = server('Mail in (IMAP)');
        await mailIn.getByRole('combobox', { name: 'Encryption' }).selectOption(String(security));
        await mailIn.getByRole('textbox', { name: 'Server' }).fill('localhost');
        await mailIn.getByRole('textbox', { name: 'Port' }).fill(String(port));
        await mailIn.getByRole('textbox', { name: 'User name' }).fill('support');
        await mailIn.getByLabel('Password').fill(String(password));
        await server('Mail out (SMTP)').getByRole('checkbox').uncheck();
        const before = await typed();
        expect(before).toEqual(
          expect.arrayContaining([address, 'localhost', String(port), String(password)]),
        );

        await test();
        await dialog.getByText(sentence).waitFor(soon);
        await dialog.getByText('Nothing was stored. What you typed is still here.').waitFor(soon);
        // A click beside the window is a slip.
        await page.mouse.click(5, 5);
        expect(await typed()).toEqual(before);
        expect(await stored()).toBeUndefined();
      },
    );

    it('once what was wrong is put right in the same window, with nothing typed again', async () => {
      const mailIn = server('Mail in (IMAP)');
      await mailIn.getByRole('textbox', { name: 'Port' }).fill(String(dovecot.ports.imap));
      await test();
      await dialog.waitFor({ state: 'detached', ...soon });
      await page.getByRole('heading', { name: address }).waitFor(soon);
      expect(await stored()).toMatchObject({
        name: 'The help desk',
        settings: { imap: { user: 'support' } },
      });
    });

    it('and takes its servers away again: nothing is fetched or sent with them any more, and nothing is lost', async () => {
      const port = Number(new URL(sink.url).port);
      const id = (await stored())?.id ?? '';
      await api.request('PATCH', `/accounts/${id}`, { smtp: { host: '127.0.0.1', port, security: 'none' } });
      const threadOf = async (writer: string): Promise<string | undefined> =>
        (await api.get<PersonPage>(`/people?q=${writer}@example.org`)).items[0]?.id;
      await dovecot.deliver('support', letter({ n: 1, at: new Date(), writer: 'ada' }));
      let thread = '';
      await holds(async () => expect((thread = (await threadOf('ada')) ?? '')).not.toBe(''), {
        timeoutMs: 30_000,
      });
      await api.reply(thread, { text: 'By the server.' });
      await holds(() => Promise.resolve(expect(sink.mails).toHaveLength(1)), { timeoutMs: 30_000 });

      await page.reload();
      const card = page.getByRole('article').filter({ hasText: address });
      await card.getByRole('button', { name: 'Edit' }).click();
      await server('Mail in (IMAP)')
        .getByRole('checkbox', { name: /^Fetch mail/ })
        .uncheck();
      await server('Mail out (SMTP)').getByRole('checkbox').uncheck();
      await dialog.getByText(/no longer fetched from localhost/).waitFor(soon);
      await dialog.getByText(/no longer leave through 127\.0\.0\.1/).waitFor(soon);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached', ...soon });
      expect(await stored()).toMatchObject({ settings: {}, secretsSet: [] });

      // Its last session ends; none comes back.
      await holds(async () => expect(await dovecot.doveadm('who', '-1')).not.toContain('support'), {
        timeoutMs: 30_000,
      });
      await dovecot.deliver('support', letter({ n: 2, at: new Date(), writer: 'grace' }));
      await api.reply(thread, { text: 'By nobody.' });
      await holds(
        async () => expect((await api.outbox()).items.map(({ to }) => to)).toEqual([['ada@example.org']]),
        { timeoutMs: 30_000 },
      );
      expect(sink.mails).toHaveLength(1);
      expect(await threadOf('grace')).toBeUndefined();

      await api.request('PATCH', `/accounts/${id}`, { imap: imap() });
      await holds(async () => expect(await threadOf('grace')).toBeDefined(), { timeoutMs: 60_000 });
      expect(await api.everyMessage(thread)).toHaveLength(3);
    }, 180_000);
  });
});
