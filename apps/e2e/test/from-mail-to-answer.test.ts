import type { Browser, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { SmtpSink } from '../src/checker/smtp-sink.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { peopleOf, threadOf } from '../src/look-up.js';
import { muttIndex } from '../src/mutt.js';
import { notmuchThreads } from '../src/notmuch.js';
import { swaks } from '../src/swaks.js';
import { counts } from '../src/shown.js';
import { inTime } from '@filo/testing';

/** From the moment in which the door or the form has said yes. */
const live = <Value>(work: () => Promise<Value>) => inTime(2_000, work);
const soon = { timeout: 30_000 };
const ada = {
  from: 'ada@example.org',
  name: 'Ada Lovelace',
  subject: 'My engine stopped',
  text: 'It stopped on Tuesday.',
  messageId: '<engine-1@example.org>',
};

describeWith(
  ['swaks', 'chromium', 'mutt', 'notmuch'],
  'a customer who writes by mail and by form to an agent who sits in front of a browser',
  () => {
    let filo: Filo;
    let api: Api;
    let sink: SmtpSink;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      sink = await SmtpSink.start();
      filo = await Filo.start({ env: { FILO_SMTP_OUT: sink.url } });
      api = await filo.signIn();
      browser = await openBrowser();
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
      page = await signedInPage(context, filo.httpUrl, admin);
      await page.goto(`${filo.httpUrl}/inbox/all`);
      await page.getByText('Up to date').waitFor(soon);
    }, 240_000);

    afterAll(async () => {
      await browser?.close();
      await filo?.remove();
      await sink?.stop();
    });

    const row = (): Locator => page.getByRole('option', { name: /Ada Lovelace/ });
    const article = (text: string, channel: string): Locator =>
      page.getByRole('article', { name: new RegExp(channel) }).filter({ hasText: text });
    /** The channels of her words in the API. */
    const inApi = (channels: string[]): Promise<unknown> =>
      threadOf(api, ada.from, ({ items }) => String(items.map((one) => one.channel)) === String(channels));
    const loadedAt = (): Promise<number> => page.evaluate(() => performance.timeOrigin);

    /** As she fills it in, in a browser that runs no scripts; resolves when the form has thanked her. */
    const fillInForm = async (message: string): Promise<void> => {
      const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
      const form = await plain.newPage();
      await form.goto(`${filo.formUrl}/forms/contact`);
      await form.getByLabel(/name/i).fill(ada.name);
      await form.getByLabel(/e-?mail/i).fill('Ada@Example.org');
      // Typed as people type: what is filled in faster than that, the form takes for a robot.
      await form.getByLabel(/message/i).pressSequentially(message, { delay: 110 });
      await form.getByRole('button').click();
      await form.getByText(/[A-Z0-9]{4}-[A-Z0-9]{4}/).waitFor(soon);
      await plain.close();
    };

    it('is there within 2 s of each arrival, in the API and in the page, which is never loaded again', async () => {
      const opened = await loadedAt();
      await swaks(filo.ports.smtp, ada);
      await live(() => Promise.all([inApi(['email']), row().getByText(ada.text).waitFor(soon)]));
      await row().click();
      await article(ada.text, ', Email').waitFor(soon);

      await fillInForm('Is anybody there?');
      await live(() =>
        Promise.all([
          inApi(['email', 'webform']),
          row().getByText('Is anybody there?').waitFor(soon),
          article('Is anybody there?', ', Web form').waitFor(soon),
        ]),
      );
      await counts(row(), 1);
      await counts(page.getByRole('article'), 2);
      expect(await peopleOf(api, ada.from)).toHaveLength(1);
      expect((await api.threads()).items).toHaveLength(1);
      expect(await loadedAt()).toBe(opened);
    }, 60_000);

    it('gets what the agent types as a mail of two parts that answers hers', async () => {
      await page.getByRole('textbox', { name: `Reply by email to ${ada.name}` }).fill('We are on it.');
      await page.keyboard.press('Control+Enter');
      await holds(() => Promise.resolve(expect(sink.mails).toHaveLength(1)));
      const { raw, to } = sink.mails[0]!;
      expect(to).toBe(ada.from);
      const [head = '', text = '', html = ''] = raw.split(/\r\n--[^\r\n]+\r\n/);
      const header = head.replace(/\r\n[ \t]+/g, ' ');
      expect(header).toMatch(/^In-Reply-To: <engine-1@example\.org>$/im);
      expect(header).toMatch(/^References: <engine-1@example\.org>$/im);
      expect(header).toMatch(/^Message-ID: <[^@\s<>]+@localhost>$/im);
      expect(header).toMatch(/^Subject: Re: My engine stopped$/im);
      expect(header).toMatch(/^Content-Type: multipart\/alternative;/im);
      expect(text).toMatch(/^Content-Type: text\/plain[^]*\r\n\r\nWe are on it\./i);
      expect(html).toMatch(/^Content-Type: text\/html[^]*\r\n\r\n<p>We are on it\.<\/p>/i);
    }, 60_000);

    it('finds the answer under her own mail in mutt and in notmuch', async () => {
      const [hers] = (await threadOf(api, ada.from)).page.items.filter((one) => one.channel === 'email');
      const { raw: ours, messageId } = sink.mails[0]!;
      const stranger = ours
        .replace(/^(In-Reply-To|References): .*(\r\n[ \t].*)*\r\n/gim, '')
        .replace(messageId, '<stranger@example.org>');
      const mails = [await api.original(hers!.id), ours, stranger];
      const drawn = (await muttIndex(mails)).map((one) => `${one.messageId} ${one.drawn}`);
      expect(drawn.sort()).toEqual(
        [
          `${ada.messageId} ${ada.subject}`,
          `${messageId} \`->Re: ${ada.subject}`,
          `<stranger@example.org> Re: ${ada.subject}`,
        ].sort(),
      );
      const threads = (await notmuchThreads(mails)).map(([top]) => top);
      const adas = threads.find((top) => `<${top?.[0]?.id}>` === ada.messageId);
      expect(adas?.[1].map(([mail]) => `<${mail?.id}>`)).toEqual([messageId]);
      expect(threads).toHaveLength(2);
    });
  },
);
