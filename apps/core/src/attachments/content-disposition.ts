/** Raster images that mail programs draw without running anything. SVG and HTML are programs. */
const drawnInMails = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

/** Whether it may stand in the words of a mail, by what it is called. What is shown here is said by its bytes: see `shownPicture`. */
export const mayStandInMail = (mediaType: string): boolean => drawnInMails.has(mediaType.toLowerCase());

/** RFC 6266: a plain name for old clients, the whole name in UTF-8 for all others. */
export const contentDisposition = (type: 'attachment' | 'inline', name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
