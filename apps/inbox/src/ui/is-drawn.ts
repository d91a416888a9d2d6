const drawn = /^image\/(?:png|jpe?g|gif|webp|avif)$/i;

/** What the server shows in place, if its bytes are what it is called; everything else is a file. Pure. */
export const isDrawn = (mediaType: string): boolean => drawn.test(mediaType);
