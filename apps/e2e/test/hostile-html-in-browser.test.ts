import type { Browser } from 'playwright-core';
import type { Api } from '../src/api.js';
import { openBrowser, signedInPage } from '../src/browser.js';
import { admin, Filo } from '../src/filo.js';
import { ownPayloads, publishedPayloads, type Payload } from '../src/hostile-html/payloads.js';
import { sendPayloads } from '../src/hostile-html/send-payloads.js';
import { didAny, WallsPage } from '../src/hostile-html/walls.js';

describe('HTML mail that attacks whoever reads it', () => {
  let filo: Filo;
  let api: Api;
  let browser: Browser;
  let page: WallsPage;
  /** What core hands out of each. */
  let stored: Payload[];

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
    // What it closes of pages that were led away ends the one without windows.
    browser = await openBrowser({ whole: true });
    page = await WallsPage.open(browser);
    stored = await sendPayloads({ filo, api }, ownPayloads);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  /** Fails with the names of those that got through. */
  const holdsBack = async (mails: readonly Payload[], wall: 'server' | 'page' | 'frame' | 'all') => {
    const caught = await page.show(mails, wall);
    expect(didAny(caught) ? { caught, by: await page.whichOf(mails, wall) } : 'nothing').toBe('nothing');
  };

  it('does its harm where nothing stands in its way, so that what follows can fail', async () => {
    expect(ownPayloads.length).toBeGreaterThan(300);
    expect(new Set(ownPayloads.map(({ html }) => html)).size).toBe(ownPayloads.length);
    const leadsAway = ({ name }: Payload) => name.startsWith('way out of the frame');
    const caught = await page.show(
      ownPayloads.filter((mail) => !leadsAway(mail)),
      'none',
    );
    expect(caught.ran).toBeGreaterThan(100);
    expect(new Set(caught.asked).size).toBeGreaterThan(10);
    const led = await page.show(ownPayloads.filter(leadsAway).slice(0, 1), 'none');
    expect(led.went).toContain('the page itself is gone');
  }, 120_000);

  it('runs nothing, asks for nothing, leads nowhere and covers nothing as an agent sees it', async () => {
    // What others published goes without core's cleaning, so that the other two walls have all of it to do.
    await holdsBack([...stored, ...publishedPayloads()], 'all');
  }, 120_000);

  it.each(['server', 'page', 'frame'] as const)(
    'is held back by the wall of the %s alone',
    async (wall) => {
      await holdsBack(wall === 'server' ? stored : ownPayloads, wall);
    },
    120_000,
  );

  it('is held back in the thread itself', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const inbox = await signedInPage(context, filo.httpUrl, admin);
    const outside: string[] = [];
    inbox.on('request', (request) => {
      if (!request.url().startsWith(filo.httpUrl) && !/^(?:data|blob):/.test(request.url()))
        outside.push(request.url());
    });
    inbox.on('dialog', (dialog) => {
      outside.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', (other) => outside.push(`a new window: ${other.url()}`));
    const { items } = await api.get<{ items: { id: string }[] }>('/people?q=hostile@html.example');
    await inbox.goto(`${filo.httpUrl}/inbox/all?person=${items[0]!.id}`);
    const designed = inbox.getByRole('button', { name: 'Show as designed' });
    await designed.first().waitFor();
    await inbox.evaluate(() => {
      for (const button of document.querySelectorAll('button'))
        if (button.textContent === 'Show as designed') button.click();
    });
    const sandbox = 'allow-popups allow-popups-to-escape-sandbox';
    await inbox.locator(`iframe[srcdoc][sandbox="${sandbox}"]`).nth(3).waitFor({ state: 'attached' });
    await Promise.all(inbox.frames().map((frame) => frame.waitForLoadState()));
    expect(outside).toEqual([]);
    expect(inbox.url()).toContain(`/inbox/all?person=${items[0]!.id}`);
    await context.close();
  }, 120_000);
});
