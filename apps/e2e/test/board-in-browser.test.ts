import type { BoardPage } from '@filo/contracts/http';
import { addAgent, eventually, timeHasCome } from '@filo/testing';
import { BlueskyServer } from '@filo/testing/bluesky';
import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Api } from '../src/api.js';
import { axeFaults } from '../src/axe-faults.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { databaseOf } from '../src/database-of.js';
import { describeWith } from '../src/describe-with.js';
import { admin, Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { counts } from '../src/shown.js';
import { mailTo } from '../src/write-to-us.js';

/** Longer than a person should wait; a busy machine may. */
const soon = { timeout: 30_000 };
const patience = { timeoutMs: 30_000 };

describeWith(['chromium'], 'the board of public posts', () => {
  const bluesky = new BlueskyServer();
  const us = bluesky.world.join('shop.example');
  const ada = bluesky.world.join('ada.example');
  const bea = bluesky.world.join('bea.example');
  const cleo = bluesky.world.join('cleo.example');
  const others = ['dora', 'elio', 'fay', 'gio'].map((name) => bluesky.world.join(`${name}.example`));
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await bluesky.start();
    filo = await Filo.start({ env: { FILO_SOCIAL_POLL_SECONDS: '1' } });
    api = await filo.signIn();
    const account = {
      channel: 'bluesky',
      address: 'shop.example',
      settings: { service: bluesky.url },
      secrets: { appPassword: us.appPassword },
    };
    // Until its connector has said that it lives, nobody speaks the channel.
    await eventually(() => api.request('POST', '/accounts', account), patience);
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page = await signedInPage(context, filo.httpUrl, admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
    await bluesky.stop();
  });

  const column = (name: string): Locator => page.getByRole('region', { name: new RegExp(`^${name}`) });
  const cards = (name: string): Locator => column(name).getByRole('article');
  const card = (words: string): Locator => page.getByRole('article').filter({ hasText: words });
  /** By a click beside its words. Cards change their places by themselves: a key is pressed once this one has the focus. */
  const choose = (one: Locator): Promise<void> =>
    holds(async () => {
      await one.click({ position: { x: 5, y: 5 } });
      await one.and(page.locator(':focus')).waitFor({ timeout: 2_000 });
    });
  const board = async (): Promise<BoardPage> => (await api.request('GET', '/board')) as BoardPage;

  /** An answer to a mail that leaves in an hour; resolves with its thread. */
  const scheduledMail = async (): Promise<string> => {
    await mailTo(filo.ports.smtp, {
      ...{ from: 'Hugo Lind <hugo@mail.example>', subject: 'A lamp', text: 'The lamp is dark.' },
    });
    const thread = await eventually(
      async () => (await api.threads()).items.find(({ person }) => person.name === 'Hugo Lind'),
      patience,
    );
    await api.request('PUT', `/drafts/${randomUUID()}/schedule`, {
      ...{ threadId: thread.id, base: 0, device: 'desk', seq: 1, content: { text: 'By mail' } },
      ...{ reply: { text: 'By mail' }, seen: thread.version },
      sendAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    return thread.id;
  };

  it('a severe post comes to the top by itself, above a milder one that reached more people, and says why', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByText('Quiet. Nobody has said anything').waitFor(soon);
    ada.followers = 900;
    bluesky.world.post(ada, '@shop.example when do the blue mugs come back?', { reach: { likes: 9 } });
    await card('blue mugs').waitFor(soon);
    bluesky.world.post(bea, '@shop.example I spoke to my lawyer about the sofa');
    bluesky.world.post(cleo, '@shop.example The heating pad CAUGHT FIRE in my bed', {
      reach: { reposts: 31, replies: 14 },
    });
    await cards('Act now').filter({ hasText: 'heating pad' }).waitFor(soon);
    await cards('Today').filter({ hasText: 'lawyer' }).waitFor(soon);
    await counts(cards('Watch'), 1);
    const severe = card('heating pad');
    await severe.getByText(/^Reach: about/).click();
    await severe.getByText('31 reposts, 14 replies').waitFor(soon);
    await severe.getByText('speaks of harm: “caught fire”').first().waitFor(soon);
    await severe.getByText(/^Act now/).click();
    await severe.getByText('124 reposts an hour').waitFor(soon);
  }, 120_000);

  it('is corrected by one key and a reason, shown as corrected, and taken back', async () => {
    await page.keyboard.press('j');
    await card('heating pad').and(page.locator(':focus')).waitFor(soon);
    await page.keyboard.press('3');
    const dialog = page.getByRole('dialog', { name: 'Watch: why?' });
    await dialog.getByRole('textbox', { name: 'Reason' }).and(page.locator(':focus')).waitFor(soon);
    await page.keyboard.type('It was a film prop');
    await page.keyboard.press('Enter');
    const corrected = cards('Watch').filter({ hasText: 'heating pad' });
    await corrected.getByText('It was a film prop').first().waitFor(soon);
    await corrected.getByText(/^Computed/).click();
    await corrected.getByText(/: Act now → Watch: It was a film prop$/).waitFor(soon);
    await corrected.getByText('Corrected', { exact: true }).waitFor(soon);
    await counts(cards('Act now'), 0);
    await holds(async () =>
      expect((await board()).cards.find(({ text }) => text.includes('heating pad'))).toMatchObject({
        column: 'watch',
        severity: { level: 'act-now' },
        correction: { level: 'watch', reason: 'It was a film prop' },
      }),
    );
    await page.keyboard.press('z');
    await cards('Act now').filter({ hasText: 'heating pad' }).waitFor(soon);
  }, 60_000);

  it('many who say the same are one card, closed by one key, and of whoever said something graver too only this is settled', async () => {
    for (const [n, voice] of [cleo, ...others].entries())
      bluesky.world.post(
        voice,
        `@shop.example The new Lumo lamp leaks oil, ${n % 2 ? 'please ' : ''}avoid this shop`,
      );
    const storm = card('Lumo lamp');
    await storm.getByText('Storm of 5 voices').waitFor(soon);
    await counts(storm, 1);
    await choose(storm);
    await page.keyboard.press('4');
    await page
      .getByText(
        '4 topics closed. 1 topic stays open, since something else waits in it: only this was settled there',
      )
      .waitFor(soon);
    await cards('Handled').filter({ hasText: 'Lumo lamp' }).waitFor(soon);
    await cards('Act now').filter({ hasText: 'heating pad' }).waitFor(soon);
    const said = (await api.threads()).items.filter(({ preview }) => preview.includes('Lumo lamp'));
    expect(said.map(({ person, state }) => [person.name, state]).sort()).toEqual([
      ['cleo', 'open'],
      ...['dora', 'elio', 'fay', 'gio'].map((name) => [name, 'closed']),
    ]);
    // By hand: it is taken by its head, and let go over the column.
    await card('heating pad').locator('header').dragTo(column('Handled'));
    await cards('Handled').filter({ hasText: 'heating pad' }).waitFor(soon);
  }, 60_000);

  it('leads by keys to the thread and to the answer, which leaves nothing before a colleague has read it', async () => {
    await choose(card('lawyer'));
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: 'Reply by Bluesky to bea' });
    await field.and(page.locator(':focus')).waitFor(soon);
    await page.keyboard.type('We are sorry, and write to you at once.');
    await page
      .getByRole('button', { name: /^Ask for OK/ })
      .first()
      .click();
    // It left nothing, and only its author is there: they read what waits, and what to do.
    const asked = page.getByRole('article', { name: 'Your answer' });
    await asked.getByText('We are sorry, and write to you at once.').waitFor(soon);
    await asked.getByText(/^Until a second agent may see this account/).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(`${filo.httpUrl}/board`);
    await card('lawyer')
      .getByText(/^Answer of .* waits for an OK$/)
      .waitFor(soon);
    expect(bluesky.world.postsOf(us.did)).toEqual([]);
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await asked.getByRole('button', { name: 'Edit' }).waitFor(soon);
  }, 60_000);

  it('leaves by the keys of a colleague, who is shown what came since, and says OK to that', async () => {
    const kim = { ...admin, email: 'kim@filo.test', name: 'Kim' };
    await addAgent(await databaseOf(filo), kim);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    const theirs = await signedInPage(context, filo.httpUrl, kim);
    await theirs.keyboard.press('g');
    await theirs.keyboard.press('o');
    const card = theirs.getByRole('article', { name: /asks for your OK$/ });
    await card.getByText('We are sorry, and write to you at once.').waitFor(soon);
    expect(await axeFaults(theirs)).toEqual([]);
    await theirs.keyboard.press('j');
    await card.and(theirs.locator(':focus')).waitFor(soon);
    bluesky.world.post(bea, '@shop.example It was my fault, forget the lawyer');
    const thread = (await api.threads()).items.find(({ person }) => person.name === 'bea')!;
    await eventually(async () => (await api.everyMessage(thread.id)).length === 2, patience);
    await theirs.keyboard.press('y');
    await card.getByRole('alert').getByText('It was my fault, forget the lawyer').waitFor(soon);
    expect(bluesky.world.postsOf(us.did)).toEqual([]);
    await card.and(theirs.locator(':focus')).waitFor(soon);
    await theirs.keyboard.press('y');
    await theirs.getByText('Nothing waits for an OK').waitFor(soon);
    await eventually(() => bluesky.world.postsOf(us.did).length === 1, patience);
    await theirs.getByRole('main').and(theirs.locator(':focus')).waitFor(soon);
    await context.close();
  }, 60_000);

  it('leaves at once where an admin switched the rule off, and its writing moves the card', async () => {
    bluesky.world.post(bea, '@shop.example And now my lawyer writes all the same');
    await page.getByText('Nothing waits for an OK').waitFor(soon);
    await page.getByRole('checkbox', { name: /need a second pair of eyes$/ }).click();
    await page.getByText(/^An admin switched the rule off/).waitFor(soon);
    await page.goto(`${filo.httpUrl}/board`);
    await choose(card('lawyer writes'));
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: 'Reply by Bluesky to bea' });
    await field.and(page.locator(':focus')).waitFor(soon);
    await page.keyboard.type('We are sorry, and write to you at once.');
    await page.getByRole('button', { name: /^Send/ }).first().click();
    // Who leaves the page before it has asked takes the answer along.
    await eventually(() => bluesky.world.postsOf(us.did).length === 2, patience);
    await page.goto(`${filo.httpUrl}/board`);
    await cards('Handled').filter({ hasText: 'lawyer writes' }).waitFor(soon);
    await choose(card('blue mugs'));
    const owner = async () => (await board()).cards.find(({ text }) => text.includes('blue mugs'))?.assignee;
    await page.keyboard.press('i');
    await eventually(owner, patience);
    await page.getByText('Taken: 1 voice that waits').waitFor(soon);
    await page.keyboard.press('z');
    await eventually(async () => (await owner()) === null, patience);
  }, 60_000);

  it('answers the post that was opened from its card, whatever its author said since', async () => {
    bluesky.world.post(ada, '@shop.example And do you sell plates?');
    await card('sell plates').waitFor(soon);
    await choose(card('blue mugs'));
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Reply by Bluesky to ada' }).click(soon);
    expect(new URL(page.url()).searchParams.get('message')).not.toBeNull();
    const answered = page.getByRole('status').filter({ hasText: 'You answer:' });
    await answered.getByText('when do the blue mugs come back?').waitFor(soon);
    await answered.getByText('answering an earlier post').waitFor(soon);
  }, 60_000);

  it('pauses what is scheduled for everybody, which the board and the composer say, and sends it once that ends', async () => {
    bluesky.world.post(ada, '@shop.example And do you mend lamps?');
    await card('mend lamps').waitFor(soon);
    await choose(card('mend lamps'));
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: 'Reply by Bluesky to ada' });
    await field.and(page.locator(':focus')).waitFor(soon);
    await page.keyboard.type('We do, have a lovely weekend!');
    await page.keyboard.press('Control+Shift+F');
    await page.getByRole('textbox', { name: 'Leaves' }).fill('in 2 hours');
    await page.keyboard.press('Enter');
    const scheduled = page.getByRole('group', { name: 'Scheduled reply' });
    await scheduled.waitFor(soon);
    const mail = await scheduledMail();

    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await card('mend lamps').waitFor(soon);
    await page.keyboard.press('Shift+H');
    const dialog = page.getByRole('dialog', { name: 'Pause scheduled public answers' });
    await dialog.getByText('1 public answer is scheduled.').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Until somebody resumes them' }).click();
    const banner = page.getByRole('status').filter({ hasText: /has paused scheduled public answers until/ });
    await banner.getByText('None has to wait yet.').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await choose(card('mend lamps'));
    await page.keyboard.press('Enter');
    await scheduled.getByText(/^Waits: public answers are paused by /).waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);

    // The mail comes after it in the round of the same worker: once that has left, it was passed over.
    const before = bluesky.world.postsOf(us.did).length;
    const person = new URL(page.url()).searchParams.get('person')!;
    const said = async (thread: string) => (await api.everyMessage(thread)).map(({ text }) => text);
    await timeHasCome(await databaseOf(filo));
    await holds(async () => expect(await said(mail)).toContain('By mail'));
    expect(await said(person)).not.toContain('We do, have a lovely weekend!');
    await page.goto(`${filo.httpUrl}/board`);
    await banner.getByText('1 answer waits.').waitFor(soon);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.getByText('Scheduled public answers leave again: 1 leaves now').waitFor(soon);
    await eventually(() => bluesky.world.postsOf(us.did).length === before + 1, patience);
    expect(bluesky.world.postsOf(us.did)[0]?.record.text).toBe('We do, have a lovely weekend!');
    expect(await said(person)).toContain('We do, have a lovely weekend!');
    await counts(banner, 0);
  }, 90_000);

  it('has no fault that axe finds, in light and dark, and fits a phone in Italian', async () => {
    await page.goto(`${filo.httpUrl}/board`);
    await card('heating pad').waitFor(soon);
    expect(await axeFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Half-way between two colours is neither.
    await page.evaluate(async () => {
      const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(fading.map((one) => one.finished));
    });
    expect(await axeFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'it-IT' });
    const small = await phone.newPage();
    await small.goto(filo.httpUrl);
    await small.getByLabel(/e-?mail/i).fill(admin.email);
    await small.getByLabel(/password/i).fill(admin.password);
    await small.getByRole('button', { name: 'Accedi' }).click();
    await small.getByRole('button', { name: /^Altro/ }).click();
    await small
      .getByRole('menuitemradio', { name: 'Voci pubbliche' })
      .or(small.getByRole('menuitem', { name: 'Voci pubbliche' }))
      .click();
    await small.getByRole('article').filter({ hasText: 'heating pad' }).waitFor(soon);
    const wide = await small.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    expect(await axeFaults(small)).toEqual([]);
  }, 60_000);
});
