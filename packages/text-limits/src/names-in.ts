const mention =
  /(?<![\p{L}\p{N}_/])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}.:-]*[\p{L}\p{N}])?)/gu;

/** Whom an instance tells of these words, in small letters; a name within an address tells nobody. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(mention)].map(([, name]) => name!.toLowerCase());
