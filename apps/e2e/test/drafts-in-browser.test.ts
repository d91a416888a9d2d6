import { addAgent, inTime, timeHasCome } from '@filo/testing';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { SmtpSink } from '../src/checker/smtp-sink.js';
import { databaseOf } from '../src/database-of.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { mailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const kim = { ...admin, email: 'kim@example.org', name: 'Kim', undoSeconds: 0 };

describeWith(['chromium'], 'what an agent writes', () => {
  let filo: Filo;
  let api: Api;
  let sink: SmtpSink;
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    filo = await Filo.start({ env: { FILO_SMTP_OUT: sink.url } });
    api = await filo.signIn();
    browser = await openBrowser();
    desk = await signedInPage(await newContext(), filo.httpUrl, {
      ...admin,
      undoSeconds: 30,
    });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await sink?.stop();
  });

  const newContext = (): Promise<BrowserContext> =>
    browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
    });
  const comes = async (name: string, email: string): Promise<string> => {
    await mailTo(filo.ports.smtp, {
      from: `${name} <${email}>`,
      subject: 'Where is it?',
      text: 'It did not come.',
    });
    let id: string | undefined;
    await holds(async () => {
      id = (await api.threads()).items.find((one) => one.person.name === name)?.id;
      expect(id).toBeDefined();
    });
    return id!;
  };
  const open = async (page: Page, id: string): Promise<void> => {
    await page.goto(`${filo.httpUrl}/inbox/all?person=${id}`);
    await page.getByText('It did not come.').first().waitFor(soon);
  };
  const field = (page: Page, name: string): Locator =>
    page.getByRole('textbox', { name: `Reply by email to ${name}` });
  const written = (page: Page, name: string): Promise<string> =>
    field(page, name).evaluate((node) =>
      (node instanceof HTMLTextAreaElement ? node.value : (node as HTMLElement).innerText).trim(),
    );
  const write = async (page: Page, name: string, text: string): Promise<void> => {
    await field(page, name).click();
    await page.keyboard.type(text, { delay: 5 });
  };
  const killAll = async (): Promise<void> => {
    const pids = await filo.pids();
    for (const [name, pid] of Object.entries(pids)) if (/core|nats/.test(name)) process.kill(pid, 'SIGKILL');
    await holds(async () => {
      const now = await filo.pids();
      expect(Object.keys(pids).filter((name) => /core|nats/.test(name) && now[name] === pids[name])).toEqual(
        [],
      );
      expect((await fetch(`${filo.httpUrl}/api/v1/health`)).status).toBe(200);
    });
  };
  const sentTo = (email: string): number => sink.mails.filter(({ to }) => to.includes(email)).length;
  const onServer = (page: Page): Promise<string[]> =>
    page.request
      .get(`${filo.httpUrl}/api/v1/drafts`)
      .then((answer) => answer.json())
      .then(({ items }) => items.map((draft: { content: { text: string } }) => draft.content.text));

  it('is still there when worker, api and bus are killed while it is typed, also at another computer', async () => {
    const id = await comes('Ada Lovelace', 'ada@example.org');
    await open(desk, id);
    await write(desk, 'Ada Lovelace', 'We look ');
    await Promise.all([killAll(), desk.keyboard.type('for it today.', { delay: 50 })]);
    await holds(async () => expect(await onServer(desk)).toContain('We look for it today.'));
    await desk.reload();
    await holds(async () => expect(await written(desk, 'Ada Lovelace')).toBe('We look for it today.'));

    const home = await signedInPage(await newContext(), filo.httpUrl, {
      ...admin,
      undoSeconds: 30,
    });
    await home.goto(`${filo.httpUrl}/inbox/all`);
    await home
      .getByRole('option', { name: /Ada Lovelace/ })
      .getByText('We look for it today.')
      .waitFor(soon);
    await open(home, id);
    await holds(async () => expect(await written(home, 'Ada Lovelace')).toBe('We look for it today.'));
    await home.context().close();
  }, 180_000);

  it('goes once when worker, api and bus are killed while it is held and sent', async () => {
    const id = await comes('Ben Franklin', 'ben@example.org');
    await desk.request.put(`${filo.httpUrl}/api/v1/own-settings`, {
      headers: { origin: filo.httpUrl },
      data: { undoSeconds: 10 },
    });
    await open(desk, id);
    await write(desk, 'Ben Franklin', 'It is on its way.');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(/^Sending, \d+ s$/).waitFor(soon);
    await killAll();
    await holds(() => Promise.resolve(expect(sentTo('ben@example.org')).toBe(1)), { timeoutMs: 60_000 });
    await killAll();
    await holds(async () => {
      const items = await api.everyMessage(id);
      expect(items.flatMap(({ deliveries }) => deliveries.map(({ state }) => state))).toEqual(['sent']);
    });
    expect(sentTo('ben@example.org')).toBe(1);
  }, 180_000);

  it('comes back with one key while it is held, and never leaves', async () => {
    const id = await comes('Cleo Parker', 'cleo@example.org');
    await desk.request.put(`${filo.httpUrl}/api/v1/own-settings`, {
      headers: { origin: filo.httpUrl },
      data: { undoSeconds: 30 },
    });
    await open(desk, id);
    await write(desk, 'Cleo Parker', 'Too early.');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(/^Sending, \d+ s$/).waitFor(soon);
    expect(await axeFaults(desk)).toEqual([]);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('z');
    await holds(async () => expect(await written(desk, 'Cleo Parker')).toBe('Too early.'));
    expect((await api.everyMessage(id)).filter(({ direction }) => direction === 'outbound')).toEqual([]);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('g');
    await desk.keyboard.press('d');
    await desk.getByRole('article', { name: 'Reply to Cleo Parker' }).getByText('Too early.').waitFor(soon);
    expect(await axeFaults(desk)).toEqual([]);
    expect(sentTo('cleo@example.org')).toBe(0);
  }, 120_000);

  it('leaves at the time that its writer chose, over real SMTP, and stands in the composer again when they cancel it', async () => {
    const id = await comes('Emmy Noether', 'emmy@example.org');
    await open(desk, id);
    await write(desk, 'Emmy Noether', 'On Monday.');
    await desk.getByRole('button', { name: 'More ways to send' }).click();
    await desk.getByRole('menuitem', { name: /^Send later/ }).click();
    await desk.getByRole('button', { name: /^Tomorrow/ }).waitFor(soon);
    expect(await axeFaults(desk)).toEqual([]);
    await desk.getByRole('button', { name: /^Tomorrow/ }).click();
    const scheduled = desk.getByRole('group', { name: 'Scheduled reply' });
    await scheduled.getByText(/^Leaves .* 09:00$/).waitFor(soon);
    expect(await axeFaults(desk)).toEqual([]);
    await scheduled.getByRole('button', { name: 'Cancel sending' }).click();
    await holds(async () => expect(await written(desk, 'Emmy Noether')).toBe('On Monday.'));

    await field(desk, 'Emmy Noether').click();
    await desk.keyboard.press('Control+Shift+F');
    await desk.getByRole('textbox', { name: 'Leaves' }).fill('in 2 hours');
    await desk.keyboard.press('Enter');
    await scheduled.waitFor(soon);
    await holds(async () => expect(await written(desk, 'Emmy Noether')).toBe(''));
    expect(sentTo('emmy@example.org')).toBe(0);
    await timeHasCome(await databaseOf(filo));
    await holds(() => Promise.resolve(expect(sentTo('emmy@example.org')).toBe(1)));
    await scheduled.waitFor({ ...soon, state: 'detached' });
    await holds(async () => {
      const items = await api.everyMessage(id);
      expect(items.flatMap(({ deliveries }) => deliveries.map(({ state }) => state))).toEqual(['sent']);
    });
    expect(sentTo('emmy@example.org')).toBe(1);
  }, 120_000);

  it('is known to a colleague within 2 s, and the second answer is stopped and shows the first', async () => {
    const id = await comes('Dora Maar', 'dora@example.org');
    await addAgent(await databaseOf(filo), kim);
    const theirs = await signedInPage(await newContext(), filo.httpUrl, kim);
    await open(theirs, id);
    await open(desk, id);
    await write(theirs, 'Dora Maar', 'Second');
    await write(desk, 'Dora Maar', 'F');
    const told = theirs.getByRole('status').getByText(/is replying$/);
    await inTime(2_000, () => told.first().waitFor(soon));
    await theirs.getByText(/is replying to this person/).waitFor(soon);
    await theirs
      .getByRole('option', { name: /Dora Maar/ })
      .getByText(/is replying/)
      .first()
      .waitFor(soon);
    expect(await axeFaults(theirs)).toEqual([]);
    await desk.keyboard.type('irst answer');
    await desk.keyboard.press('Control+Enter');
    await theirs.getByRole('alert').getByText('First answer').waitFor(soon);
    await theirs
      .getByRole('button', { name: 'Write anyway' })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await field(theirs, 'Dora Maar').click();
    await theirs.keyboard.press('Control+Enter');
    await theirs.getByRole('alert').getByText('First answer').waitFor(soon);
    const outbound = (await api.everyMessage(id)).filter(({ direction }) => direction === 'outbound');
    expect(outbound.map(({ newText }) => newText)).toEqual(['First answer']);
    await theirs.context().close();
  }, 120_000);
});
