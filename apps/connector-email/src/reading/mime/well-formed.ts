/** The text without halves of surrogate pairs, which no store takes. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
