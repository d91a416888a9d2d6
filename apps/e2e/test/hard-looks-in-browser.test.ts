import { freePort } from '@filo/testing';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { cutText } from '../src/cut-text.js';
import { describeWith } from '../src/describe-with.js';
import { Filo } from '../src/filo.js';
import { looseText } from '../src/loose-text.js';
import { looksNamed, openLook } from '../src/screens/looks.js';
import { mainScreens } from '../src/screens/screens.js';
import { bringUp, type Shown, signIn } from '../src/screens/take-screens.js';

describeWith(['chromium'], 'the main screens', () => {
  let filo: Filo;
  let browser: Browser;
  let shown: Shown;
  let session: Awaited<ReturnType<typeof signIn>>;

  beforeAll(async () => {
    const town = await freePort();
    filo = await Filo.start({ args: ['--demo'], env: { FILO_DEMO_PORT: String(town) } });
    browser = await openBrowser();
    const [, email = '', password = ''] = /Sign in {4}(\S+), password (\S+)/.exec(filo.printed) ?? [];
    const urls = { inbox: filo.httpUrl, form: filo.formUrl, town: `http://127.0.0.1:${town}` };
    shown = { urls, who: { email, password } };
    session = await signIn(browser, shown);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await filo?.remove();
  });

  const eyesOn = async (html: string, find: (page: Page) => Promise<string[]>): Promise<string[]> => {
    const page = await browser.newPage({ viewport: { width: 600, height: 400 } });
    await page.setContent(html);
    const faults = await find(page);
    await page.close();
    return faults;
  };
  const faultsIn = async (look: string, find: (page: Page) => Promise<string[]>): Promise<string[]> => {
    const inside = await openLook(browser, looksNamed(look)[look]!, { storageState: session });
    const outside = await openLook(browser, looksNamed(look)[look]!);
    const faults: string[] = [];
    for (const screen of mainScreens) {
      const page = await (screen.signedOut ? outside : inside).newPage();
      await bringUp(page, screen, shown);
      faults.push(...(await find(page)).map((fault) => `${screen.name}: ${fault}`));
      await screen.after?.(page);
      await page.close();
    }
    await inside.close();
    await outside.close();
    return faults;
  };

  // Of each kind the harder; `npm run screens -- --looks hard` looks at all.
  it.each(['long-words-phone', 'largest-text-phone'])(
    'cut no text off: %s',
    async (look) => expect(await faultsIn(look, cutText)).toEqual([]),
    240_000,
  );

  it('cut no text off from right to left, and hold what people wrote in its own direction', async () => {
    const find = async (page: Page) => [...(await cutText(page)), ...(await looseText(page))];
    expect(await faultsIn('right-to-left', find)).toEqual([]);
  }, 240_000);

  it.each([
    ['cut off', '<p style="width:5rem;white-space:nowrap;overflow:hidden">Words that go on</p>'],
    [
      'cut off',
      '<div style="height:1.2rem;overflow:hidden"><p style="margin:0">One line<br>and another</p></div>',
    ],
    [
      'cut off',
      '<p style="height:1.2rem;overflow:hidden;text-overflow:ellipsis">One line<br>and another</p>',
    ],
    [
      'cut off',
      '<p style="width:5rem;overflow:hidden;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2">Onewordthatgoesonandon</p>',
    ],
    [
      'no title',
      '<div title="Today at nine"><p style="width:5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">\u27E6Our words go on\u27E7</p></div>',
    ],
    ['runs out', '<button style="width:3rem;white-space:nowrap">Words that go on</button>'],
    ['runs out', '<ul><li style="height:1rem"><p>One line<br>and another</p></li></ul>'],
    ['outside', '<p style="position:absolute;inset-inline-start:110vw">Words</p>'],
    [
      'no title',
      '<p style="width:5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">\u27E6Our words go on\u27E7</p>',
    ],
  ])('are looked at by eyes that see text that is %s: %s', async (fault, html) => {
    expect(await eyesOn(html, cutText)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    '<p style="width:5rem">Words that go on</p>',
    '<p style="width:5rem;white-space:nowrap;overflow:auto">Words that go on</p>',
    '<p style="width:5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">Their words go on</p>',
    '<p title="\u27E6Our words\u27E7" style="width:2rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">\u27E6Our words\u27E7</p>',
    '<div style="height:4rem;overflow:auto"><p style="height:40rem">Above</p><p>Below</p></div>',
  ])('may go on where one can follow: %s', async (html) => {
    expect(await eyesOn(html, cutText)).toEqual([]);
  });

  it('hold words by a direction of their own, or are seen not to', async () => {
    const html = (name: string) => `<html dir="rtl"><body><p>${name}</p></body></html>`;
    expect(await eyesOn(html('Is it broken?'), looseText)).toEqual(['Is it broken?']);
    expect(await eyesOn(html('<bdi>Is it broken?</bdi>'), looseText)).toEqual([]);
  });
});
