/**
 * Raster images that browsers and mail programs draw without running anything: what is shown in place. SVG and HTML are programs, and everything else
 * is a file.
 */
export const drawnPictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] as const;
export type DrawnPicture = (typeof drawnPictures)[number];

const named: ReadonlySet<string> = new Set([...drawnPictures, 'image/jpg']);

/** Whether it is one of those by what its sender calls it; what is sent is said by its bytes. Pure. */
export const isDrawnPicture = (mediaType: string): boolean => named.has(mediaType.toLowerCase());
