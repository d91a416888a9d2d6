/** What X links, with a scheme or without, as this server shortens it. */
const linked =
  /https?:\/\/[^\s\u2E80-\uFFFD]+|(?<![\p{L}\p{N}@#_./-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\p{L}\p{N}@_-])(?:\/[^\s\u2E80-\uFFFD]*)?/giu;
const linkWeight = 23;

/** How much of its 280 a text takes at X: each link 23, an emoji 2, and signs of other writings than these 2 each. */
export const weightAtX = (text: string): number => {
  const words = text.normalize('NFC');
  const links = (words.match(linked) ?? []).map((link) => link.replace(/[^\p{L}\p{N}=_#/+-]+$/u, ''));
  const rest = links.reduce((left, link) => left.replace(link, ''), words);
  const pieces = [...new Intl.Segmenter().segment(rest)].map(({ segment }) => weightOf(segment));
  return links.length * linkWeight + pieces.reduce((sum, weight) => sum + weight, 0);
};

const weightOf = (segment: string): number =>
  /\p{Emoji_Presentation}|\uFE0F/u.test(segment)
    ? 2
    : Array.from(segment).reduce((sum, sign) => sum + (isLight(sign.codePointAt(0)!) ? 1 : 2), 0);

const isLight = (point: number): boolean =>
  point <= 4_351 ||
  (point >= 8_192 && point <= 8_205) ||
  (point >= 8_208 && point <= 8_223) ||
  (point >= 8_242 && point <= 8_247);
