import { drawnPictures } from '@filo/text-limits';

/** Mail programs draw one more. */
const drawnInMails: ReadonlySet<string> = new Set([...drawnPictures, 'image/bmp']);

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
