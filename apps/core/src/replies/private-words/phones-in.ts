/** Digits with what stands between them when they are dialled; where they begin and end is looked at apart. */
const run = String.raw`\d(?:[\d ()./·•*_~|-]{0,24}\d)?`;
const digits = new RegExp(String.raw`\+?\(?${run}`, 'gu');
/** The same broken over two lines; more lines of numbers are a table. */
const broken = new RegExp(
  String.raw`(?<!\d[ ]?\n ?)\+?\(?${run}[ -]{0,2}\n {0,3}\(?${run}(?! ?\n ?\d)`,
  'gu',
);
const byCommas = /(?<![\d,.])\+?\d{2,4}(?:,\d{3,4}){2,3}(?![\d,]|\.\d)/gu;
const price = /^\d{1,3}(?:[ .]?\d{3})*\.\d{2}$/;
const digitsMax = 15;
const letter = /\p{L}/u;

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/** Numbers to dial. Digits beside a letter are part of a number of another kind, unless they begin as only a phone number does. */
export const phonesIn = (text: string): string[] => {
  const found = [...dialledIn(text, digits), ...(text.match(byCommas) ?? []).filter(isGrouped)];
  const lines = dialledIn(text, broken)
    .map((one) => one.replace(/ *\n */, ' '))
    .filter((one) => !found.some((whole) => one.includes(whole)));
  return [...found, ...lines];
};

const dialledIn = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern)).flatMap(({ 0: all, index }) => {
    const apart = !letter.test(text.charAt(index - 1)) && !letter.test(text.charAt(index + all.length));
    const dialled = digitsIn(all) > digitsMax && pattern === digits ? all.split(' ') : [all];
    return dialled.filter((found) => isPhone(found, apart));
  });

/** Eight digits or more that begin as a number to dial does, or nine, however they are grouped; a price is none. */
const isPhone = (found: string, apart: boolean): boolean => {
  const count = digitsIn(found);
  if (count > digitsMax) return false;
  return /^(?:\+|\(?0)/.test(found) ? count >= 8 : apart && count >= 9 && !price.test(found);
};

/** Groups of one length are thousands, years or sizes; round ones are what something comes in. */
const isGrouped = (found: string): boolean => {
  const groups = found.replace('+', '').split(',');
  const isList =
    groups.every((one) => one.length === groups[0]!.length) || groups.every((one) => one.endsWith('0'));
  const isThousands = groups.slice(1).every((one) => one.length === 3);
  return !isList && !isThousands && isPhone(found, true);
};
