import { graphemesOf } from './graphemes.js';
import type { TextMeasure } from './measure-text.js';
import { addressLength, withoutAddresses } from './web-addresses.js';

/** What an instance allows unless it says otherwise. */
const charactersMax = 500;
/** `@name@server`: the server is free. */
const mention = /(@[\p{L}\p{N}_.-]+)@[\p{L}\p{N}.-]+/giu;

export const measureMastodon = (text: string): TextMeasure[] => {
  const { rest, count } = withoutAddresses(text);
  const used = graphemesOf(rest.replace(mention, '$1')).length + count * addressLength;
  return [{ unit: 'characters', used, max: charactersMax }];
};
