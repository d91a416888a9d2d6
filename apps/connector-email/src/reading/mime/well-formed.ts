/** The text without halves of surrogate pairs, which no store takes. */
export const wellFormed = (text: string): string =>
  // Looking for any half first is quick, and most text has none, not even in pairs.
  /[\uD800-\uDFFF]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\uFFFD') : text;
