import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

const candidates = /(?<![\w/@.-])(?:\+|00)?\(?\d[\d ()/.\u00a0-]{6,20}\d(?![\w@])/g;
const candidatesMax = 4;

/**
 * Phone numbers in a text, as E.164. A number without a country is read by `country`, and left out where none is given: half
 * a number would join strangers.
 */
export const findPhones = (text: string, country: string | undefined): string[] => {
  if (!/\d\D{0,2}\d/.test(text)) return [];
  const found = new Set<string>();
  for (const [candidate] of [...text.matchAll(candidates)].slice(0, candidatesMax)) {
    const number = e164(candidate, country);
    if (number !== undefined) found.add(number);
  }
  return [...found];
};

/** A typed phone number as E.164 (ITU-T), by Google's metadata; undefined for what no country gives out. */
export const e164 = (typed: string, country?: string): string | undefined => {
  const digits = typed.replace(/\D/g, '');
  const international = /^\s*(?:\+|00)/.test(typed);
  if (digits.length < 7 || digits.length > 17 || (!international && country === undefined)) return undefined;
  if (/^(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?/.test(typed) || /^\d\d?[-./]\d\d?[-./](?:19|20)\d\d/.test(typed))
    return undefined;
  const text = international ? `+${digits.replace(/^00/, '')}` : typed;
  const options = country === undefined ? {} : { defaultCountry: country as CountryCode };
  const number = parsePhoneNumberFromString(text, options, metadata);
  return number?.isValid() ? number.number : undefined;
};
