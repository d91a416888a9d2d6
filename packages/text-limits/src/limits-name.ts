/** What a profile's own place allows, where it tells: each instance of Mastodon may choose. */
export interface ToldLimits {
  charactersMax?: number | undefined;
  /** What an address of the web counts, however long it is. */
  perAddress?: number | undefined;
  picturesMax?: number | undefined;
  pictureBytesMax?: number | undefined;
  /** Of the words that say what a picture shows, in characters. */
  altMax?: number | undefined;
  /** Media types that it takes. */
  pictureTypes?: readonly string[] | undefined;
}

/** The limits of one answer: whose name counts with the words, what a warning above them takes, and what its place allows. */
export interface NamedLimits extends ToldLimits {
  network: string;
  handle?: string | undefined;
  /** Characters of the content warning. */
  warning?: number | undefined;
}

const words = {
  ...{ charactersMax: 'max', perAddress: 'url', warning: 'warning' },
  ...{ picturesMax: 'pictures', pictureBytesMax: 'bytes', altMax: 'alt' },
} as const;
type Counted = keyof typeof words;

/** One line that travels: `mastodon ada@social.example max=1000 warning=5`. */
export const nameOfLimits = ({ network, handle, pictureTypes, ...counts }: NamedLimits): string =>
  [
    network,
    ...(handle && !/[\s=]/u.test(handle) ? [handle] : []),
    ...(Object.keys(words) as Counted[]).flatMap((key) =>
      counts[key] === undefined ? [] : [`${words[key]}=${counts[key]}`],
    ),
    ...(pictureTypes === undefined ? [] : [`types=${pictureTypes.join(',')}`]),
  ].join(' ');

/** What such a line says; a word that it does not know is none. */
export const limitsInName = (name: string): NamedLimits => {
  const [network = '', ...told] = name.split(' ');
  const valueOf = (word: string) => told.find((one) => one.startsWith(`${word}=`))?.slice(word.length + 1);
  const found: NamedLimits = { network, handle: told.find((one) => !one.includes('=')) };
  for (const key of Object.keys(words) as Counted[]) {
    const value = valueOf(words[key]);
    if (value !== undefined && /^\d+$/.test(value)) found[key] = Number(value);
  }
  const types = valueOf('types');
  return types === undefined ? found : { ...found, pictureTypes: types.split(',') };
};
