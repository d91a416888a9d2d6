import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Fault {
  id: string;
  html: string | undefined;
}

/**
 * What axe objects to on the page as it stands, by WCAG 2.2 AA: each rule with the first element that breaks it. What is as it should be stays in
 * the page: it is a hundred times as much. It looks when what is fading in has come: half a colour has half the contrast.
 */
export const axeFaults = async (page: Page): Promise<string[]> => {
  const hasAxe = await page.evaluate(`typeof axe !== 'undefined'`);
  if (!hasAxe)
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => undefined)))`);
  const faults = (await page.evaluate(
    `axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'label-content-name-mismatch': { enabled: true } },
      resultTypes: ['violations'],
    }).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, html: nodes[0]?.html })))`,
  )) as Fault[];
  return faults.map(({ id, html }) => `${id}: ${html}`);
};
