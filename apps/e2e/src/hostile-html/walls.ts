import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Payload } from './payloads.js';

/**
 * Which walls a mail meets. `none`: a plain frame of the page's own origin. `server`: that, with what core hands out. `page`: that,
 * with what the page's cleaning leaves. `frame`: the raw mail in the product's frame. `all`: as an agent sees it.
 */
export type Walls = 'none' | 'server' | 'page' | 'frame' | 'all';

export interface Caught {
  /** Scripts that ran. */
  ran: number;
  /** Addresses that were asked for. */
  asked: string[];
  /** Where a frame, the page or a new window went. */
  went: string[];
  /** Elements that leave their place and lie over others; nobody can look into the product's frame, so those of the cleanings alone. */
  covers: number;
}

const pageUrl = 'https://inbox.example/';
const message = fileURLToPath(new URL('../../../inbox/src/features/thread/message', import.meta.url));
const atOnce = 60;

/** What the page in the browser does with one handful. */
interface InPage {
  hits: number;
  show(docs: string[], sandbox: string | null): Promise<number>;
  walls: {
    cleanHtml(html: string, images: ReadonlyMap<string, string>): { html: string };
    frameDocument(html: string): string;
    frameSandbox: string;
  };
}

/** A page with the inbox's own walls, which shows hostile mails and catches what they do. */
export class WallsPage {
  readonly #asked: string[] = [];
  readonly #went: string[] = [];
  #dialogs = 0;

  #page: Page | undefined;

  private constructor(
    private readonly context: BrowserContext,
    private readonly script: string,
  ) {}

  static async open(browser: Browser): Promise<WallsPage> {
    const bundle = await build({
      stdin: {
        contents: `export * from './clean-html'; export * from './frame-document';`,
        resolveDir: message,
      },
      ...{ bundle: true, write: false, format: 'iife', globalName: 'walls', minify: true },
    });
    const context = await browser.newContext();
    const opened = new WallsPage(context, `${bundle.outputFiles[0]!.text};${inPage}`);
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if (url === pageUrl)
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Inbox</title>' });
      opened.#asked.push(url);
      return route.abort();
    });
    return opened;
  }

  /** A page that was led away is of no more use. */
  async #freshPage(): Promise<Page> {
    const page = await this.context.newPage();
    page.on('dialog', (dialog) => {
      this.#dialogs += 1;
      void dialog.dismiss();
    });
    await page.goto(pageUrl);
    await page.addScriptTag({ content: this.script });
    page.on('popup', (other) => {
      this.#went.push(`a new window: ${other.url()}`);
      void other.close();
    });
    page.on('framenavigated', (frame) => {
      // A frame inside a mail that may not load shows an error of the browser's own, which is as good as nothing.
      if (/^https?:/.test(frame.url())) this.#went.push(frame.url());
    });
    return page;
  }

  /** Shows all of them behind these walls, a handful at once; `html` of a mail is what comes before the first of them. */
  async show(mails: readonly Payload[], walls: Walls): Promise<Caught> {
    const before = { asked: this.#asked.length, went: this.#went.length, dialogs: this.#dialogs };
    let [ran, covers] = [0, 0];
    for (let n = 0; n < mails.length; n += atOnce) {
      const html = mails.slice(n, n + atOnce).map((mail) => mail.html);
      this.#page ??= await this.#freshPage();
      const caught = await this.#page.evaluate(showBehind, { html, walls }).catch(() => undefined);
      ran += caught?.ran ?? 0;
      covers += caught?.covers ?? 0;
      if (caught !== undefined) continue;
      this.#went.push('the page itself is gone');
      await this.#page.close();
      this.#page = undefined;
    }
    return {
      ran: ran + this.#dialogs - before.dialogs,
      covers,
      asked: this.#asked.slice(before.asked),
      went: this.#went.slice(before.went),
    };
  }

  /** The names of those that do anything behind these walls. */
  async whichOf(mails: readonly Payload[], walls: Walls): Promise<string[]> {
    const names: string[] = [];
    for (let n = 0; n < mails.length; n += atOnce) {
      const handful = mails.slice(n, n + atOnce);
      if (didAny(await this.show(handful, walls)))
        for (const mail of handful) if (didAny(await this.show([mail], walls))) names.push(mail.name);
    }
    return names;
  }
}

export const didAny = ({ ran, asked, went, covers }: Caught): boolean =>
  ran + asked.length + went.length + covers > 0;

/** Runs in the page. */
const showBehind = async ({ html, walls }: { html: string[]; walls: Walls }) => {
  const page = globalThis as unknown as InPage;
  const { cleanHtml, frameDocument, frameSandbox } = page.walls;
  const isCleaned = walls === 'page' || walls === 'all';
  const isFramed = walls === 'frame' || walls === 'all';
  const docs = html
    .map((one) => (isCleaned ? cleanHtml(one, new Map()).html : one))
    .map((one) => (isFramed ? frameDocument(one) : `<!doctype html><body>${one}</body>`));
  page.hits = 0;
  const covers = await page.show(docs, isFramed ? frameSandbox : null);
  return { ran: page.hits, covers: isFramed || walls === 'none' ? 0 : covers };
};

/** Frames are shown together; each has to say that it is there, or is waited for no longer than 0.7 s, in which scripts have long run. Answers how many elements leave their place. */
const inPage = `
  window.hits = 0;
  window.hit = () => { window.hits += 1; };
  window.show = async (docs, sandbox) => {
    const frames = docs.map((doc) => {
      const frame = document.createElement('iframe');
      if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
      const there = new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, 700); });
      frame.srcdoc = doc;
      document.body.append(frame);
      return { frame, there };
    });
    await Promise.all(frames.map(({ there }) => there));
    await new Promise((resolve) => setTimeout(resolve, 100));
    let covers = 0;
    for (const { frame } of frames)
      for (const element of frame.contentDocument?.querySelectorAll('*') ?? [])
        if (/fixed|sticky|absolute/.test(frame.contentWindow.getComputedStyle(element).position)) covers += 1;
    for (const { frame } of frames) frame.remove();
    return covers;
  };`;
