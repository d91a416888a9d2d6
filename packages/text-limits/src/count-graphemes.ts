import { graphemesOf } from './graphemes.js';
import type { NamedLimits } from './limits-name.js';
import { withoutAddresses } from './web-addresses.js';

/** `@name@server`: the server may be free. */
const mention = /(@[\p{L}\p{N}_.-]+)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/giu;

/** What a reader takes for one character each; an address of the web that begins with its scheme may count the same however long it is. */
export const countGraphemes = (text: string, { perAddress, shortMentions }: NamedLimits): number => {
  const { rest, count } = perAddress === undefined ? { rest: text, count: 0 } : withoutAddresses(text);
  const words = shortMentions ? rest.replace(mention, '$1') : rest;
  return graphemesOf(words).length + count * (perAddress ?? 0);
};
