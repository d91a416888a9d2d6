import type { Locator } from 'playwright-core';
import { holds } from './holds.js';

/** Waits until so many of them stand on the page. */
export const counts = (of: Locator, expected: number): Promise<void> =>
  holds(async () => expect(await of.count()).toBe(expected));

/** Waits until the focus stands on it: what is typed before that goes elsewhere. */
export const focused = (element: Locator): Promise<void> =>
  holds(async () => expect(await element.evaluate((node) => node === document.activeElement)).toBe(true));

/** Presses until that is shown: until its connector has said that it lives, nobody speaks a channel. */
export const pressUntil = (button: Locator, shown: Locator): Promise<void> =>
  holds(async () => {
    await button.click();
    await shown.waitFor({ timeout: 5_000 });
  });
