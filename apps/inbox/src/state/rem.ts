/** How many pixels a rem is now: by the text size that was chosen here, and that of the browser. */
export const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** A length that was thought of in pixels at a text size of 100, and grows with the text. */
export const inRem = (px: number): string => `${px / 16}rem`;
