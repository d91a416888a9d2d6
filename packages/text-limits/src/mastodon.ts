import { graphemesOf } from './graphemes.js';
import type { TextMeasure } from './measure-text.js';
import { namesIn } from './names-in.js';
import { addressLength, withoutAddresses } from './web-addresses.js';

/** What an instance allows; each may choose. */
export interface MastodonLimits {
  charactersMax: number;
  /** What an address of the web counts, however long it is. */
  perAddress: number;
}

/** A text that answers somebody, as it is posted: they are told of it only where it names them, so that their name is put before it. */
export const withName = (text: string, handle: string | undefined): string =>
  handle === undefined || namesIn(text).includes(handle.toLowerCase()) ? text : `@${handle} ${text}`;

/** As it will be counted when it answers whoever has this handle. */
export const measureAnswer = (text: string, handle: string | undefined): TextMeasure[] =>
  measureMastodon(withName(text, handle));

/** Unless the instance says otherwise. */
const usual: MastodonLimits = { charactersMax: 500, perAddress: addressLength };
/** `@name@server`: the server is free. */
const mention = /(@[\p{L}\p{N}_.-]+)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/giu;

export const measureMastodon = (
  text: string,
  { charactersMax, perAddress }: MastodonLimits = usual,
): [TextMeasure] => {
  const { rest, count } = withoutAddresses(text);
  const used = graphemesOf(rest.replace(mention, '$1')).length + count * perAddress;
  return [{ unit: 'characters', used, max: charactersMax }];
};
