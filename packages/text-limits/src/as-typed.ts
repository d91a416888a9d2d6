/** As it is typed, one sign for one: programs that set text put dashes and blanks of print into numbers. */
export const asTyped = (printed: string): string =>
  printed.replaceAll(/[\u2010-\u2015\u2212]/g, '-').replaceAll(/[\u00A0\u2000-\u200A\u202F]/g, ' ');
