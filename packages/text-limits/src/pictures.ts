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
  /** What instances allow as they come; one that allows less says so when the picture is handed over. */
  mastodon: { picturesMax: 4, bytesMax: 8_000_000, altMax: 1_500 },
  ...Object.fromEntries(
    // Whoever may write longer posts may not show more.
    ['x', 'x-long'].map((name) => [name, { picturesMax: 4, bytesMax: 5_000_000, altMax: 1_000 }]),
  ),
};

/** What pictures an answer by these limits (see `limitsFor`) may carry; undefined where it cannot carry any. */
export const pictureLimits = (limitsName: string): PictureLimits | undefined =>
  limits[limitsName.split(' ')[0]!];

/** What every network shows. */
export const isPostablePicture = (mediaType: string): boolean =>
  ['image/jpeg', 'image/png', 'image/webp'].includes(mediaType);
