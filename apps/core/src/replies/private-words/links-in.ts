import { decoded } from './plain-signs.js';

/** Also without its scheme, as it is read aloud. */
const link =
  /https?:\/\/[^\s<>"]+|(?<![\p{L}\p{N}.@-])(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?::\d{1,5})?[/?#][^\s<>"]*/giu;
const dialled = String.raw`\d(?:[ ().-]?\d){7,14}(?![\p{L}\d])`;
const says = 'phone|phone_?number|tel|telephone|telefono|mobile|cellulare|call|sms';
/** Behind a plus, or behind what says that somebody is called there. */
const phone = new RegExp(
  String.raw`(?<=[/=:#?])\+${dialled}|(?<=\bwa\.me/|[/?&#;](?:${says})[/=:])\(?${dialled}`,
  'giu',
);
const part = /[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*/gu;

export const linksIn = (text: string): string[] => (text.match(link) ?? []).map(decoded);

export const phonesOfLinks = (links: readonly string[]): string[] =>
  links.flatMap((one) => one.match(phone) ?? []);

/** Whatever of the links is numbered as orders are; each pattern is of the whole of a word. */
export const ordersOfLinks = (links: readonly string[], orders: readonly RegExp[]): string[] => {
  if (links.length === 0) return [];
  const within = orders.map(({ source }) => {
    const shape = source.replace(/^\^|\$$/g, '');
    return new RegExp(String.raw`(?<![\p{L}\p{N}])${shape}(?![\p{L}\p{N}])`, 'giu');
  });
  return links.flatMap((one) => within.flatMap((pattern) => one.match(pattern) ?? []));
};

/** Words of the links that could be a number of somebody, alone and with what hyphens tie to them. */
export const numbersOfLinks = (links: readonly string[]): string[] => {
  const parts = links.flatMap((one) => one.match(part) ?? []);
  return [...new Set(parts.flatMap((one) => [one, ...one.split(/[-_]/)]))].filter(
    (one) => one.replace(/\D/g, '').length >= digitsMin,
  );
};

/** Fewer are pages and versions. */
const digitsMin = 3;
