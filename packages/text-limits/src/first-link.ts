const link = /(?<![\p{L}\p{N}@.])https?:\/\/[^\s<>"]+/iu;

/** The first address of the web in a text that can be shown as a card; what ends the sentence is no part of it. */
export const firstLink = (text: string): string | undefined => {
  let found = link.exec(text)?.[0].replace(/[.,;:!?'"»”’]+$/u, '');
  if (found?.endsWith(')') && !found.includes('(')) found = found.slice(0, -1);
  return found !== undefined && URL.canParse(found) ? found : undefined;
};
