import type { AppBskyRichtextFacet } from '@atproto/api';
import type { Actor } from './actor.js';

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

/** What the author's app marks in a text: mentions of those who are there, and links. Places are counted in bytes. */
export const facetsOf = (
  text: string,
  actors: readonly Actor[],
  links: Readonly<Record<string, string>> = {},
): AppBskyRichtextFacet.Main[] => [
  ...actors.flatMap(({ did, handle }) =>
    placeOf(text, `@${handle}`).map((index) => ({
      index,
      features: [{ $type: 'app.bsky.richtext.facet#mention' as const, did }],
    })),
  ),
  ...Object.entries(links).flatMap(([shown, uri]) =>
    placeOf(text, shown).map((index) => ({
      index,
      features: [{ $type: 'app.bsky.richtext.facet#link' as const, uri }],
    })),
  ),
];

const placeOf = (text: string, part: string) => {
  const from = text.indexOf(part);
  if (from < 0) return [];
  const byteStart = bytes(text.slice(0, from));
  return [{ byteStart, byteEnd: byteStart + bytes(part) }];
};
