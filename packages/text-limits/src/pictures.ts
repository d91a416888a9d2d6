import { limitsInName } from './limits-name.js';

/** What a network takes of pictures in one post. */
export interface PictureLimits {
  picturesMax: number;
  bytesMax: number;
  /** Of the words that say what a picture shows, in characters. */
  altMax: number;
}

const limits: Readonly<Record<string, PictureLimits>> = {
  /** `images`, `image` and, by its own program, `alt` of the lexicon `app.bsky.embed.images`. */
  bluesky: { picturesMax: 4, bytesMax: 1_000_000, altMax: 2_000 },
  /** What instances allow as they come; each may say otherwise. */
  mastodon: { picturesMax: 4, bytesMax: 8_000_000, altMax: 1_500 },
  ...Object.fromEntries(
    // Whoever may write longer posts may not show more.
    ['x', 'x-long'].map((name) => [name, { picturesMax: 4, bytesMax: 5_000_000, altMax: 1_000 }]),
  ),
};

/** What pictures an answer by these limits (see `limitsFor`) may carry; undefined where it cannot carry any. */
export const pictureLimits = (limitsName: string): PictureLimits | undefined => {
  const { network, ...told } = limitsInName(limitsName);
  const usual = limits[network];
  if (usual === undefined) return undefined;
  return {
    picturesMax: told.picturesMax ?? usual.picturesMax,
    bytesMax: told.pictureBytesMax ?? usual.bytesMax,
    altMax: told.altMax ?? usual.altMax,
  };
};

const everywhere = ['image/jpeg', 'image/png', 'image/webp'];

/** What every network shows, unless the place of these limits says that it does not take it. */
export const isPostablePicture = (mediaType: string, limitsName = ''): boolean =>
  everywhere.includes(mediaType) && (limitsInName(limitsName).pictureTypes ?? everywhere).includes(mediaType);
