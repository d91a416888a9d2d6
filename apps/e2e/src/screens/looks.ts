import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';

export interface Look {
  options: BrowserContextOptions;
  /** What an agent chose in Appearance, or a test for them: the pseudo-languages stand in no dialog. */
  chosen?: { language?: 'en-XA' | 'ar-XB'; contrast?: 'high'; textSize?: 130 };
}

const desk = { viewport: { width: 1280, height: 860 }, colorScheme: 'light' } as const;
const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true } as const;

/** How each screen is looked at. */
export const looks: Readonly<Record<string, Look>> = {
  light: { options: desk },
  dark: { options: { ...desk, colorScheme: 'dark' } },
  phone: { options: phone },
  italian: { options: { ...desk, locale: 'it-IT' } },
};

/** What breaks a layout where the others do not. */
export const hardLooks: Readonly<Record<string, Look>> = {
  'long-words': { options: desk, chosen: { language: 'en-XA' } },
  'long-words-phone': { options: phone, chosen: { language: 'en-XA' } },
  'right-to-left': { options: desk, chosen: { language: 'ar-XB' } },
  'right-to-left-phone': { options: phone, chosen: { language: 'ar-XB' } },
  'largest-text': { options: desk, chosen: { textSize: 130 } },
  'largest-text-phone': { options: { ...phone, locale: 'it-IT' }, chosen: { textSize: 130 } },
  'high-contrast': { options: desk, chosen: { contrast: 'high' } },
  'high-contrast-dark': { options: { ...desk, colorScheme: 'dark', contrast: 'more' } },
  'forced-colours': { options: { ...desk, colorScheme: 'dark', forcedColors: 'active' } },
};

/** Looks by name: those of every day where none is named, `hard` for the hard ones, `all` for both. */
export const looksNamed = (names: string): Record<string, Look> => {
  const every = { ...looks, ...hardLooks };
  if (names === '') return { ...looks };
  if (names === 'all') return every;
  if (names === 'hard') return { ...hardLooks };
  return Object.fromEntries(
    names.split(',').map((name) => {
      const look = every[name];
      if (!look) throw new Error(`No look is called ${name}. There are: ${Object.keys(every).join(', ')}.`);
      return [name, look];
    }),
  );
};

/** A browser that looks so; motion is off, so that nothing is caught on its way. */
export const openLook = async (
  browser: Browser,
  { options, chosen }: Look,
  more: BrowserContextOptions = {},
): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options, ...more });
  if (chosen)
    await context.addInitScript(
      `try { localStorage.setItem('filo.preferences', ${JSON.stringify(JSON.stringify(chosen))}); } catch {}`,
    );
  return context;
};
