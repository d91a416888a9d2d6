/** The limits of one answer: by which rule it is counted, how much may be, and what stands beside the words and counts with them. */
export interface NamedLimits {
  /** Of the rules in `measure-text.ts`; one that is not there counts nothing. */
  count: string;
  max?: number | undefined;
  /** Of the words in UTF-8. */
  bytesMax?: number | undefined;
  /** What an address of the web counts, however long it is; undefined: as much as any words. */
  perAddress?: number | undefined;
  /** Of `@name@server` the name alone counts. */
  shortMentions?: boolean | undefined;
  /** Of whoever is answered, who is named before the words. */
  name?: string | undefined;
  /** Characters of the content warning; undefined: it does not count. */
  warning?: number | undefined;
  picturesMax?: number | undefined;
  pictureBytesMax?: number | undefined;
  /** Of the words that say what a picture shows, in characters. */
  altMax?: number | undefined;
  /** Media types that are taken. */
  pictureTypes?: readonly string[] | undefined;
}

const words = {
  ...{ max: 'max', bytesMax: 'bytes', perAddress: 'address', warning: 'warning' },
  ...{ picturesMax: 'pictures', pictureBytesMax: 'picture-bytes', altMax: 'alt' },
} as const;
type Figure = keyof typeof words;
const figures = Object.keys(words) as Figure[];

/** One line that travels and says everything itself: `graphemes max=500 address=23 warning=5 mentions=short name=ada@social.example`. */
export const nameOfLimits = ({ count, name, shortMentions, pictureTypes, ...told }: NamedLimits): string =>
  [
    count,
    ...figures.flatMap((key) => (told[key] === undefined ? [] : [`${words[key]}=${told[key]}`])),
    ...(shortMentions ? ['mentions=short'] : []),
    ...(pictureTypes === undefined ? [] : [`types=${pictureTypes.join(',')}`]),
    ...(name && !/\s/u.test(name) ? [`name=${name}`] : []),
  ].join(' ');

/** What such a line says; a word that it does not know is none. */
export const limitsInName = (line: string): NamedLimits => {
  const [count = '', ...told] = line.split(' ');
  const valueOf = (word: string) => told.find((one) => one.startsWith(`${word}=`))?.slice(word.length + 1);
  const found: NamedLimits = { count, name: valueOf('name') };
  for (const key of figures) {
    const value = valueOf(words[key]);
    if (value !== undefined && /^\d+$/.test(value)) found[key] = Number(value);
  }
  if (valueOf('mentions') === 'short') found.shortMentions = true;
  const types = valueOf('types');
  return types === undefined ? found : { ...found, pictureTypes: types.split(',') };
};
