// Bounded, and without a part that could be matched in two ways: whatever somebody pastes is read in one go.
const braces = /\{\{([^{}\n]{1,100})\}\}/g;

/** Every blank of a text, which is what stands between double braces on one line, such as `{{order number}}`, with where it stands. */
export const blanksIn = (text: string): { name: string; from: number; to: number }[] =>
  [...text.matchAll(braces)]
    .map(({ 0: whole, 1: inside = '', index }) => ({
      name: inside.trim(),
      from: index,
      to: index + whole.length,
    }))
    .filter(({ name }) => name !== '');

/** A text with what `fill` knows in place of its blanks; what it does not know stays. */
export const fillBlanks = (text: string, fill: (name: string) => string | undefined): string =>
  text.replace(braces, (whole, inside: string) => fill(inside.trim()) ?? whole);
