/** Each beginning with each end. */
export const each = (begins: readonly string[], ends: readonly string[]): string[] =>
  begins.flatMap((begin) => ends.map((end) => `${begin} ${end}`));

/** A list within a line. */
export const listed = (words: string): string[] => words.split(',').map((word) => word.trim());
