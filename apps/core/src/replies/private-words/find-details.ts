import type { PrivateWords } from '@filo/contracts/http';
import { linksIn, ordersOfLinks, phonesOfLinks } from './links-in.js';
import { phonesIn } from './phones-in.js';
import { decoded, plainSigns, withoutUnseen } from './plain-signs.js';

type Detail = PrivateWords['found'][number];

const address =
  /(?<![@\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const link = /https?:\/\/[^\s<>"]+/giu;
const dateShape = String.raw`(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:\d{4}|\d{2}))`;
const date = new RegExp(`^${dateShape}$`);
const dates = new RegExp(String.raw`(?<!\d|\d[-./])${dateShape}(?!\d|[-./]\d)`, 'g');
/** Of a card, in fours, and of a bank account (IBAN), which are private whatever numbers are ours. */
const account =
  /(?<![\p{L}\p{N}])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}|[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?)(?![\p{L}\p{N}])/gu;
/** Letters, digits and hyphens, as orders, invoices and parcels are numbered. */
const number = /(?<![\p{L}\p{N}@/-])[\p{L}\p{N}]+(?:[-/_·][\p{L}\p{N}]+)*(?![\p{L}\p{N}@])/gu;

/** What numbers are called, English and Italian; `#` before digits alone is no hashtag. */
const called =
  'orders?|ordin[ei]|invoices?|fattur[ae]|parcels?|pacc(?:o|hi)|shipments?|spedizion[ei]|tracking|bookings?|prenotazion[ei]|reservations?|tickets?|cases?|pratic(?:a|he)|customers?|client[ei]|contracts?|contratt[oi]|receipts?|ricevut[ae]';
const named = new RegExp(
  String.raw`(?:(?<!\p{L})(?:${called})(?: (?:numbers?|numer[oi]|num|no|nr|n|code|codice|id))?[.:°]{0,2} {0,2}#?|(?<![\p{L}\p{N}&/])#)([\p{L}\p{N}]{1,40}(?:[-/_·][\p{L}\p{N}]{1,40}){0,6})(?![\p{L}\p{N}@])`,
  'giu',
);
/** Fewer are how many somebody ordered. */
const namedDigitsMin = 3;

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/**
 * What a stranger could use that names a customer: addresses of mail, phone numbers, numbers of orders. `orders` are patterns of one's own
 * (`#` a digit, `?` a letter, all else itself); without them whatever has five digits or more is taken for one, and three where the
 * word before says what it is.
 */
export const detailsIn = (printed: string, orders: readonly RegExp[]): Detail[] => {
  const [text, apart] = asRead(printed);
  const found = detailsOf(text, orders);
  if (apart === undefined) return found;
  const more = detailsOf(apart, orders).filter(
    (one) => !found.some((whole) => whole.text.includes(one.text)),
  );
  return [...found, ...more];
};

/** As it is seen, and with signs that nobody sees where there are any: one within a number hides nothing of it, and one beside it parts it from a word. */
export const asRead = (printed: string): [string, string?] => {
  const typed = plainSigns(printed);
  const seen = withoutUnseen(typed);
  return seen === typed ? [seen] : [seen, typed];
};

const detailsOf = (text: string, orders: readonly RegExp[]): Detail[] => {
  const addresses = all(decoded(text), address).map((found): Detail => ({ kind: 'address', text: found }));
  // What stands in a link is where it leads.
  const whole = decoded(text.replaceAll(link, ' ')).replaceAll(address, ' ');
  const accounts = all(whole, account).map((found): Detail => ({ kind: 'number', text: found }));
  const rest = whole.replaceAll(account, '\n');
  const byName = orders.length > 0 ? new Set<string>() : namedIn(rest);
  const phones = phonesIn(rest.replaceAll(dates, '\n\n'))
    .filter((found) => !byName.has(found) && !orders.some((pattern) => pattern.test(found)))
    .map((found): Detail => ({ kind: 'phone', text: found }));
  const numbers = all(rest, number)
    .filter(
      (found) =>
        (byName.has(found) || isOrder(found, orders)) && !phones.some((phone) => phone.text.includes(found)),
    )
    .map((found): Detail => ({ kind: 'number', text: found }));
  const found = [...addresses, ...accounts, ...phones, ...numbers];
  return [...found, ...ofLinks(text, orders).filter((one) => !found.some((has) => has.text === one.text))];
};

/** What a link is named by is mostly an article or a page; an order is none, nor is whoever is called there. */
const ofLinks = (text: string, orders: readonly RegExp[]): Detail[] => {
  const links = linksIn(text);
  return [
    ...phonesOfLinks(links).map((found): Detail => ({ kind: 'phone', text: found })),
    ...ordersOfLinks(links, orders).map((found): Detail => ({ kind: 'number', text: found })),
  ];
};

/** A number is the same however it is spaced, and with its plus or without. */
export const foldedDetail = (detail: string): string =>
  detail
    .toLowerCase()
    .replace(/[ (),./·•*_~|-]/g, '')
    .replace(/^\+/, '');

const all = (text: string, pattern: RegExp): string[] => text.match(pattern) ?? [];

/** Whatever could be a number, also where nothing says of what. */
export const numbersIn = (printed: string): string[] =>
  asRead(printed).flatMap((text) => (text === undefined ? [] : all(text, number)));

const letter = /\p{L}/u;

const namedIn = (text: string): Set<string> => {
  const found = Array.from(text.matchAll(named)).filter(
    ([said, what = '']) => !said.startsWith('#') || !letter.test(what),
  );
  const numbers = found.map(([, what = '']) => what);
  return new Set(numbers.filter((one) => digitsIn(one) >= namedDigitsMin && !date.test(one)));
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
