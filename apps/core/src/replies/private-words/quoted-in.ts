/** Each pair as it is set somewhere; a straight one behind a digit or a letter is an inch or closes another. */
const pairs = [
  /(?<![\p{L}\p{N}])"([^"]{1,2000})"(?![\p{L}\p{N}])/gu,
  /“([^“”]{1,2000})”/gu,
  /„([^„“”]{1,2000})[“”]/gu,
  /«([^«»]{1,2000})»/gu,
  /»([^«»]{1,2000})«/gu,
  /(?<![\p{L}\p{N}])‘([^‘]{1,2000}?)’(?![\p{L}\p{N}])/gu,
  /「([^「」]{1,2000})」/gu,
];

/** What stands in quotation marks, with single spaces. */
export const quotedIn = (text: string): string[] =>
  pairs.flatMap((pair) =>
    Array.from(text.matchAll(pair), ([, quote = '']) => quote.replaceAll(/\s+/g, ' ').trim()),
  );
