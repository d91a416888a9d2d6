import type { Browser, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { adminPage, openBrowser } from '../src/browser.js';
import { SmtpSink } from '../src/checker/smtp-sink.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { mailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };

describeWith(['chromium'], 'an acknowledgement', () => {
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
    page = await adminPage(browser, filo.httpUrl, { colorScheme: 'dark' });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await sink?.stop();
  });

  const threadOf = async (name: string): Promise<string> => {
    let id = '';
    await holds(async () => {
      const { items } = await api.threads();
      id = items.find(({ person }) => person.name === name)?.id ?? '';
      expect(id).not.toBe('');
    });
    return id;
  };

  it('leaves once an admin has switched it on, says nothing of theirs, and the matter waits on', async () => {
    await mailTo(filo.ports.smtp, { from: 'Before <before@example.org>', subject: 'Early', text: 'Hello?' });
    await threadOf('Before');
    await page.goto(`${filo.httpUrl}/admin/channels`);
    await page
      .getByRole('button', { name: /^Acknowledgement: / })
      .first()
      .click(soon);
    const dialog = page.getByRole('dialog', { name: /^Acknowledgement of / });
    await dialog.getByRole('checkbox', { name: /Tell whoever writes/ }).check(soon);
    await dialog
      .getByRole('region', { name: 'As it would leave now' })
      .getByText(/somebody will read it/)
      .waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('What comes from now on is acknowledged.').waitFor(soon);

    const from = 'Amara Okafor <amara@example.org>';
    await mailTo(filo.ports.smtp, { from, subject: 'Charged twice', text: 'My card was charged twice.' });
    const id = await threadOf('Amara Okafor');
    await holds(() => {
      expect(sink.mails).toHaveLength(1);
      return Promise.resolve();
    });
    const [mail] = sink.mails;
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-replied\r$/m);
    expect(mail?.raw).toMatch(/^Subject: We have your message\r$/m);
    expect(mail?.raw).toMatch(/^To: amara@example\.org\r$/m);
    expect(mail?.raw).not.toMatch(/Charged twice|Okafor/);

    await page.goto(`${filo.httpUrl}/inbox/all?person=${id}`);
    const told = page.getByRole('article').filter({ hasText: 'sent by Filo: acknowledgement' });
    await told.getByText(/somebody will read it/).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    const { topics } = await api.get<{ topics: { state: string }[] }>(`/threads/${id}`);
    expect(topics).toMatchObject([{ state: 'open' }]);
    expect(sink.mails).toHaveLength(1);
  });
});
