import { graphemesOf } from './graphemes.js';
import type { NamedLimits } from './limits-name.js';
import type { TextMeasure } from './measure-text.js';
import { namesIn } from './names-in.js';
import { addressLength, withoutAddresses } from './web-addresses.js';

/** Where an instance does not say. */
const usualMax = 500;

/** A text that answers somebody, as it is posted: they are told of it only where it names them, so that their name is put before it. */
export const withName = (text: string, handle: string | undefined): string =>
  handle === undefined || namesIn(text).includes(handle.toLowerCase()) ? text : `@${handle} ${text}`;

/** As it will be counted when it answers whoever has this handle, below this warning. */
export const measureAnswer = (text: string, limits: NamedLimits): TextMeasure[] =>
  measureMastodon(withName(text, limits.handle), limits);

/** `@name@server`: the server is free. */
const mention = /(@[\p{L}\p{N}_.-]+)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/giu;

/** The words as they are posted. A warning above them counts character by character, whatever stands in it. */
export const measureMastodon = (
  text: string,
  limits: Pick<NamedLimits, 'charactersMax' | 'perAddress' | 'warning'> = {},
): [TextMeasure] => {
  const { charactersMax: max = usualMax, perAddress = addressLength, warning = 0 } = limits;
  const { rest, count } = withoutAddresses(text);
  const used = graphemesOf(rest.replace(mention, '$1')).length + count * perAddress + warning;
  return [{ unit: 'characters', used, max }];
};
