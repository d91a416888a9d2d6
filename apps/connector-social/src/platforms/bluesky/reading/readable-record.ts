import { AppBskyFeedPost } from '@atproto/api';
import type { PostRecord } from '../bluesky-client.js';

type Facet = NonNullable<PostRecord['facets']>[number];
type Embed = { $type?: string; media?: Embed | undefined } | undefined;

/**
 * A post as we can read it; undefined when it is none. What a post may embed and mark is an open list at the network: of a
 * kind that the lexicon does not name anything may stand there, unchecked, so that only the kinds that we know are left.
 */
export const readableRecord = (record: unknown): PostRecord | undefined => {
  try {
    if (!AppBskyFeedPost.validateRecord(record).success) return undefined;
    const { embed, facets = [], ...rest } = record as PostRecord;
    const known = knownEmbed(embed as Embed);
    return {
      ...rest,
      facets: facets.map(knownFeatures),
      ...(known && { embed: known as PostRecord['embed'] }),
    } as PostRecord;
  } catch {
    return undefined;
  }
};

const features = ['mention', 'link', 'tag'].map((name) => `app.bsky.richtext.facet#${name}`);
const mediaKinds = ['images', 'video', 'external'].map((name) => `app.bsky.embed.${name}`);

const knownFeatures = (facet: Facet): Facet => ({
  ...facet,
  features: facet.features.filter(({ $type }) => features.includes($type ?? '')),
});

const knownEmbed = (embed: Embed): Embed => {
  if (isOf(embed, [...mediaKinds, 'app.bsky.embed.record'])) return embed;
  if (!isOf(embed, ['app.bsky.embed.recordWithMedia'])) return undefined;
  return isOf(embed?.media, mediaKinds) ? embed : { ...embed, media: undefined };
};

const isOf = (embed: Embed, kinds: readonly string[]): boolean => kinds.includes(embed?.$type ?? '');
