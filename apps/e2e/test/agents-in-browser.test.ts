import { eventually } from '@filo/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { keepToasts, openBrowser, signedInPage } from '../src/browser.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { mailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const patience = { timeoutMs: 30_000 };
const bea = { email: 'bea@desk.example', password: 'three small boats' };

describeWith(['chromium'], 'agents who come and go', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let boss: Page;
  let desk: BrowserContext;
  let beas: Page;

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    await mailTo(filo.ports.smtp, {
      from: 'ada@customer.example',
      subject: 'The blue mug',
      text: 'Where is it?',
    });
    browser = await openBrowser();
    const view = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' };
    const bosses = await browser.newContext(view);
    await keepToasts(bosses);
    boss = await signedInPage(bosses, filo.httpUrl, admin);
    desk = await browser.newContext(view);
    beas = await desk.newPage();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  it('an admin invites a second agent, who comes in by the link, and both see the thread', async () => {
    await boss.goto(`${filo.httpUrl}/admin/agents`);
    await boss.getByRole('button', { name: 'Invite an agent' }).click();
    const dialog = boss.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Bea');
    await dialog.getByLabel(/e-?mail/i).fill(bea.email);
    expect(await axeFaults(boss)).toEqual([]);
    await dialog.getByRole('button', { name: 'Invite an agent' }).click();
    const link = await dialog.getByRole('textbox', { name: 'Link for Bea' }).inputValue(soon);
    await dialog.getByRole('button', { name: 'Done' }).click();
    expect(await axeFaults(boss)).toEqual([]);

    await beas.goto(link);
    await beas.getByRole('heading', { name: /^Welcome to .*, Bea$/ }).waitFor(soon);
    await beas.waitForURL((url) => url.hash === '', soon);
    expect(await axeFaults(beas)).toEqual([]);
    await beas.getByLabel('New password').fill(bea.password);
    await beas.getByRole('button', { name: 'Come in' }).click();
    for (const page of [boss, beas]) {
      await page.goto(`${filo.httpUrl}/inbox/all`);
      await page.getByText('The blue mug').first().waitFor(soon);
    }
  }, 120_000);

  it('a link that was used opens nothing, and says so', async () => {
    const made = (await api.request('POST', '/agents', {
      name: 'Carl',
      email: 'carl@desk.example',
      role: 'agent',
      accountGroupIds: [],
    })) as { url: string };
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await page.goto(`${made.url}x`);
    await page.getByText('This link is not valid any more').waitFor(soon);
    await page.context().close();
  }, 60_000);

  it('whoever is named in a note is told at once, and led to it by the bell', async () => {
    const bell = beas.getByRole('link', { name: /^Notifications/ });
    await boss.getByRole('option').first().click();
    await boss.getByRole('article').getByText('Where is it?').waitFor(soon);
    await boss.keyboard.press('n');
    const field = boss.getByRole('textbox', { name: 'Text of the note, for your team only' });
    await field.fill('Look, ');
    await field.press('End');
    await field.pressSequentially('@be');
    const list = boss.getByRole('listbox', { name: 'Whom this note names' });
    await list.getByRole('option', { name: 'Bea' }).waitFor(soon);
    expect(await axeFaults(boss)).toEqual([]);
    await field.press('Enter');
    await boss.getByText('Bea will be told').waitFor(soon);
    await field.press('Control+Enter');
    await boss.getByTitle('Bea was told of this note').waitFor(soon);

    await bell.getByText('1', { exact: true }).waitFor(soon);
    await beas.locator('link[rel=icon][href="/filo-news.svg"]').waitFor({ ...soon, state: 'attached' });
    await beas.keyboard.press('g');
    await beas.keyboard.press('n');
    const told = beas.getByRole('article', { name: /mentioned you in the thread of/ });
    await told.waitFor(soon);
    expect(await axeFaults(beas)).toEqual([]);
    await told.getByText('Look, @Bea').click();
    await beas.getByRole('article').getByTitle('Bea was told of this note').waitFor(soon);
    await bell.getByText('1', { exact: true }).waitFor({ ...soon, state: 'hidden' });
    await beas.goto(`${filo.httpUrl}/inbox/all`);
    await beas.getByText('The blue mug').first().waitFor(soon);
  }, 120_000);

  it('the open browser of an agent who was deactivated is signed out within seconds, and nobody has their topics', async () => {
    await beas.getByRole('option').first().click();
    await beas.getByRole('article').getByText('Where is it?').waitFor(soon);
    await beas.keyboard.press('i');
    await eventually(async () => {
      const { items } = (await api.request('GET', '/agents/all')) as { items: { openTopics: number }[] };
      return items.some(({ openTopics }) => openTopics === 1);
    }, patience);
    await boss.goto(`${filo.httpUrl}/admin/agents`);
    await boss.getByText('1 open topic').waitFor(soon);
    await boss.getByRole('button', { name: 'Deactivate: Bea' }).click();
    await boss.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await beas.getByRole('dialog').getByText('Please sign in again').waitFor({ timeout: 10_000 });
    const { items } = (await api.request('GET', '/threads?view=unassigned')) as { items: object[] };
    expect(items).toHaveLength(1);
    await boss.getByText('1 open topic').waitFor({ ...soon, state: 'hidden' });
    // Undone at once, she is back, and has what was hers.
    await boss.getByRole('button', { name: 'Undo' }).click();
    await boss.getByText('1 open topic').waitFor(soon);
    await beas.getByLabel(/password/i).fill(bea.password);
    await beas.getByRole('button', { name: /sign in/i }).click();
    await beas.getByRole('dialog').waitFor({ ...soon, state: 'hidden' });
  }, 120_000);
});
