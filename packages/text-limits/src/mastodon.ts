import { graphemesOf } from './graphemes.js';
import type { TextMeasure } from './measure-text.js';
import { addressLength, withoutAddresses } from './web-addresses.js';

/** What an instance allows; each may choose. */
export interface MastodonLimits {
  charactersMax: number;
  /** What an address of the web counts, however long it is. */
  perAddress: number;
}

/** Unless the instance says otherwise. */
const usual: MastodonLimits = { charactersMax: 500, perAddress: addressLength };
/** `@name@server`: the server is free. */
const mention = /(@[\p{L}\p{N}_.-]+)@[\p{L}\p{N}.-]+/giu;

export const measureMastodon = (
  text: string,
  { charactersMax, perAddress }: MastodonLimits = usual,
): [TextMeasure] => {
  const { rest, count } = withoutAddresses(text);
  const used = graphemesOf(rest.replace(mention, '$1')).length + count * perAddress;
  return [{ unit: 'characters', used, max: charactersMax }];
};
