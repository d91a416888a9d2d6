import type { BrowserContextOptions } from 'playwright-core';

const desk = { width: 1280, height: 860 };

/** How each screen is looked at; motion is off, so that nothing is caught on its way. */
export const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: desk, colorScheme: 'light' },
  dark: { viewport: desk, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true },
  italian: { viewport: desk, colorScheme: 'light', locale: 'it-IT' },
};
