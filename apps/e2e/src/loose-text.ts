import type { Page } from 'playwright-core';

/**
 * What stands on a page in `ar-XB` without a direction of its own, in no `bdi` and no `dir`, and would need one: what it begins or ends with
 * falls on the wrong side there. Words of people, or words of ours that come from no catalog.
 */
export const looseText = (page: Page): Promise<string[]> => page.evaluate(findLooseText);

/** Runs in the page. */
const findLooseText = (): string[] => {
  const fromCatalog = /[\u27E6\u27E7\u202E]/;
  const held = 'bdi, [dir]:not(html), code, kbd, pre, .sr-only, option, script, style';
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    const words = text.data.trim();
    const moves = /[a-z]/i.test(words) && /^[^\p{L}([]|[^\p{L}\p{N})\]]$/u.test(words);
    if (moves && !fromCatalog.test(words) && !text.parentElement!.closest(held))
      found.push(words.slice(0, 80));
  }
  return [...new Set(found)];
};
