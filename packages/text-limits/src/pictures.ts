import { limitsInName } from './limits-name.js';

/** What a network takes of pictures in one post. */
export interface PictureLimits {
  picturesMax: number;
  bytesMax: number;
  /** Of the words that say what a picture shows, in characters. */
  altMax: number;
}

/** What pictures an answer by these limits (see `limitsFor`) may carry; undefined where it cannot carry any. */
export const pictureLimits = (limits: string): PictureLimits | undefined => {
  const { picturesMax, pictureBytesMax: bytesMax, altMax } = limitsInName(limits);
  return picturesMax === undefined || bytesMax === undefined || altMax === undefined
    ? undefined
    : { picturesMax, bytesMax, altMax };
};

const everywhere = ['image/jpeg', 'image/png', 'image/webp'];

/** What every network shows, unless these limits say that it is not taken. */
export const isPostablePicture = (mediaType: string, limits = ''): boolean =>
  everywhere.includes(mediaType) && (limitsInName(limits).pictureTypes ?? everywhere).includes(mediaType);
