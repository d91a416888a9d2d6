import type { PrivateWords } from '@filo/contracts/http';

type Detail = PrivateWords['found'][number];

const address =
  /(?<![@\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const link = /https?:\/\/[^\s<>"]+/giu;
/** Digits with what stands between them when they are dialled; where they begin and end is looked at apart. */
const digits = /\+?\(?\d(?:[\d ()./-]{0,24}\d)?/gu;
const dateShape = String.raw`(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:\d{4}|\d{2}))`;
const date = new RegExp(`^${dateShape}$`);
const dates = new RegExp(String.raw`(?<!\d|\d[-./])${dateShape}(?!\d|[-./]\d)`, 'g');
const price = /^\d{1,3}(?:[ .]?\d{3})*\.\d{2}$/;
/** Letters, digits and hyphens, as orders, invoices and parcels are numbered. */
const number = /(?<![\p{L}\p{N}@/-])[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)*(?![\p{L}\p{N}@])/gu;

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/**
 * What a stranger could use that names a customer: addresses of mail, phone numbers, numbers of orders. `orders` are patterns of one's own
 * (`#` a digit, `?` a letter, all else itself); without them whatever has five digits or more is taken for one.
 */
export const detailsIn = (text: string, orders: readonly RegExp[]): Detail[] => {
  const addresses = all(text, address).map((found): Detail => ({ kind: 'address', text: found }));
  // What stands in a link is where it leads.
  const rest = text.replaceAll(link, ' ').replaceAll(address, ' ');
  const phones = phonesIn(rest.replaceAll(dates, '\n'))
    .filter((found) => !orders.some((pattern) => pattern.test(found)))
    .map((found): Detail => ({ kind: 'phone', text: found }));
  const numbers = all(rest, number)
    .filter((found) => isOrder(found, orders) && !phones.some((phone) => phone.text.includes(found)))
    .map((found): Detail => ({ kind: 'number', text: found }));
  return [...addresses, ...phones, ...numbers];
};

const all = (text: string, pattern: RegExp): string[] => text.match(pattern) ?? [];

const digitsMax = 15;

/** Digits beside a letter are part of a number of another kind, unless they begin as only a phone number does. */
const phonesIn = (text: string): string[] =>
  Array.from(text.matchAll(digits)).flatMap(({ 0: run, index }) => {
    const apart = !letter.test(text.charAt(index - 1)) && !letter.test(text.charAt(index + run.length));
    const dialled = digitsIn(run) > digitsMax ? run.split(' ') : [run];
    return dialled.filter((found) => isPhone(found, apart));
  });
const letter = /\p{L}/u;

/** Eight digits or more that begin as a number to dial does, or nine, however they are grouped; a price is none. */
const isPhone = (found: string, apart: boolean): boolean => {
  const count = digitsIn(found);
  if (count > digitsMax) return false;
  return /^(?:\+|\(?0)/.test(found) ? count >= 8 : apart && count >= 9 && !price.test(found);
};

const isOrder = (found: string, orders: readonly RegExp[]): boolean =>
  orders.length > 0
    ? orders.some((pattern) => pattern.test(found))
    : digitsIn(found) >= 5 && !date.test(found);

/** `AB-####` as a pattern of the whole of a word. Its time is linear: every sign stands for one character. */
export const orderPattern = (shape: string): RegExp => {
  const signs = Array.from(shape, (sign) => {
    if (sign === '#') return '\\d';
    if (sign === '?') return '\\p{L}';
    return sign.replace(/[\\^$.*+()[\]{}|/]/u, '\\$&');
  });
  return new RegExp(`^${signs.join('')}$`, 'iu');
};
