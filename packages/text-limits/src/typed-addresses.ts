/**
 * What is made a link where people type it (twitter-text, configuration version 3, where addresses without a scheme are links): with a scheme or, where no letter, digit or
 * sign of an address stands before it, without one. Writing that is neither Latin nor Cyrillic ends an address.
 */
const label = String.raw`(?!-)[\p{Script=Latin}\p{Script=Cyrillic}\d_-]+`;
const path = String.raw`(?:[/?#][\p{Script=Latin}\p{Script=Cyrillic}\d!*';:=+,.$/%#[\]_~@|&()?-]*)?`;
const written = String.raw`(?<scheme>https?:\/\/${label}(?:\.${label})*(?::\d+)?)|(?<![\p{L}\p{N}@＠$#＃_./-])(?<bare>(?:${label}\.)+(?<end>[a-z]{2,}))(?![\p{L}\p{N}@_-])`;
export const typedAddress = new RegExp(String.raw`(?:${written})(?<path>${path})`, 'giu');

/** No top-level domains, however often they stand behind a dot. */
const fileEndings = new Set(
  `pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv json xml html htm css js ts jsx tsx jpg jpeg png gif svg webp heic bmp tiff mp mpeg avi wav exe
  dll msi dmg iso log bak tmp ini cfg yml yaml sql db rar gz tar eml ics vcf php asp aspx jsp`.split(/\s+/),
);
/** Of which it is certain; of any other it is not known here whether it is one. */
const certainEnds =
  /^(?:[a-z]{2}|com|org|net|info|biz|edu|gov|mil|int|app|dev|shop|store|online|site|blog|cloud|page|link|email|news|europa)$/i;

interface TypedAddress {
  text: string;
  /** Whether it is linked; undefined: not known here. */
  isLink: boolean | undefined;
}

/** An address, without what ends a sentence after it; undefined where it is none, such as the name of a file. */
export const readTypedAddress = ({ 0: whole, groups = {} }: RegExpMatchArray): TypedAddress | undefined => {
  const text = withoutClosing(whole);
  if (groups['scheme'] !== undefined) return { text, isLink: true };
  const end = (groups['end'] ?? '').toLowerCase();
  if (fileEndings.has(end)) return undefined;
  return { text, isLink: certainEnds.test(end) || undefined };
};

/** A bracket that was opened within an address ends it as a part of it. */
const withoutClosing = (text: string): string => {
  const bare = text.replace(/[^\p{L}\p{N}=_#/+-]+$/u, '');
  const opened = bare.split('(').length - bare.split(')').length;
  return opened > 0 && text.startsWith(`${bare})`) ? `${bare})` : bare;
};
