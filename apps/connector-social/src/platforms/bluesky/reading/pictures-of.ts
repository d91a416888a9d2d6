import { AppBskyEmbedImages, AppBskyEmbedRecordWithMedia, AppBskyEmbedVideo } from '@atproto/api';
import type { Shown } from '../../../pictures/page-pictures.js';
import type { PostView } from '../bluesky-client.js';

/** Pictures come from the network's own store or from the service of the account; an address elsewhere is not asked. */
const store = /(^|\.)bsky\.(app|network|social)$/;

export const storeOf =
  (service: string) =>
  ({ protocol, origin, hostname }: URL): boolean =>
    origin === service || (protocol === 'https:' && store.test(hostname));

/** Of the kinds that the network's lexicon names; it holds an answer to them, and to no other. */
export const picturesOf = (embed: PostView['embed']): string[] => {
  const media = mediaOf(embed);
  return AppBskyEmbedImages.isView(media)
    ? (media as AppBskyEmbedImages.View).images.map(({ fullsize }) => fullsize)
    : [];
};

/** Its pictures, and of a video the one that stands for it. The network's addresses of pictures hold what is in them. */
export const shownBy = (embed: PostView['embed']): Shown[] => {
  const media = mediaOf(embed);
  const still = AppBskyEmbedVideo.isView(media) && (media as AppBskyEmbedVideo.View).thumbnail;
  return (still ? [still] : picturesOf(embed)).map((url) => ({ url, source: url }));
};

const mediaOf = (embed: PostView['embed']): unknown =>
  AppBskyEmbedRecordWithMedia.isView(embed) ? (embed as AppBskyEmbedRecordWithMedia.View).media : embed;
