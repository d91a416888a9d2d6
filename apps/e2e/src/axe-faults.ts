import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Fault {
  id: string;
  html: string | undefined;
}

/**
 * What axe objects to on the page as it stands, by WCAG 2.2 AA: each rule with the first element that breaks it. What is as it should be stays in
 * the page: it is a hundred times as much. It looks when what is fading in has come, and again where more
 * began to move while it looked: half a colour has half the contrast.
 */
export const axeFaults = async (page: Page): Promise<string[]> => {
  const hasAxe = await page.evaluate(`typeof axe !== 'undefined'`);
  if (!hasAxe)
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  const faults = (await page.evaluate(`(async () => {
    const moving = () => document.getAnimations()
      .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime) && one.playState !== 'finished');
    let began = 0;
    const begins = () => (began += 1);
    for (const kind of ['transitionrun', 'animationstart']) document.addEventListener(kind, begins, true);
    for (let looks = 1; ; looks += 1) {
      await Promise.all(moving().map((one) => one.finished.catch(() => undefined)));
      const before = began;
      const { violations } = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        rules: { 'label-content-name-mismatch': { enabled: true } },
        resultTypes: ['violations'],
        selectors: false,
      });
      if (violations.length > 0 && looks < 5 && (began !== before || moving().length > 0)) continue;
      for (const kind of ['transitionrun', 'animationstart']) document.removeEventListener(kind, begins, true);
      return violations.map(({ id, nodes }) => ({ id, html: nodes[0]?.html }));
    }
  })()`)) as Fault[];
  return faults.map(({ id, html }) => `${id}: ${html}`);
};
