/** Words for a street: those before its name, those after it, and those in which a name ends (Hauptstraße). */
export interface StreetWords {
  before: readonly string[];
  after: readonly string[];
  end: readonly string[];
}

const spaced = (words: string): string[] => words.split(' ');

/** Of Italian and English; others come by configuration. */
export const builtInStreets: StreetWords = {
  before: spaced(
    'via viale v.le piazza p.zza p.za piazzale p.le piazzetta corso c.so vicolo vicoletto vico largo strada contrada c.da località loc. frazione fraz. borgo lungomare lungotevere lungarno calle salita traversa',
  ),
  after: spaced(
    'street st road rd avenue ave av lane ln drive boulevard blvd court square sq terrace crescent close place way highway parkway mews grove gardens row',
  ),
  end: [],
};

/** `before=rue`, `after=gade` or `end=straße`. */
export const ownStreetWord = /^(?:before|after|end)=\S(?:.*\S)?$/;

/** The built-in words with those of an installation. */
export const withOwnStreets = (own: readonly string[]): StreetWords => {
  const of = (place: keyof StreetWords): string[] => [
    ...builtInStreets[place],
    ...own.filter((one) => one.startsWith(`${place}=`)).map((one) => one.slice(place.length + 1)),
  ];
  return { before: of('before'), after: of('after'), end: of('end') };
};

const particles = new Set(
  spaced(
    'di del della dei degli delle dello de da dal dalla a al alla ai in san e la le lo il i gli of the and on',
  ),
);
export const isParticle = (word: string): boolean => particles.has(word.toLowerCase());

/** What one writes or sends through, and what is bought and called as a street is. */
const media = new Set(
  spaced(
    'mail email e-mail pec sms whatsapp telegram chat dm messenger instagram facebook twitter mastodon bluesky x app web link zoom skype teams fax paypal klarna amazon ebay poste posta dhl ups gls brt fedex tnt sda bartolini usb hdmi bluetooth wifi wi-fi windows android ios chrome safari port route flight bus line gate terminal platform track google flash hard pen disk disc test tennis master hard-disk excel base easy best new',
  ),
);
export const isMedium = (word: string): boolean => media.has(word.toLowerCase());
