import { addNoise } from './add-noise.js';
import { addSharedMailboxes } from './add-shared-mailboxes.js';
import { makeHumans, type Ground, type Human } from './make-humans.js';
import { nameLists } from './name-lists.js';
import { Random } from './random.js';
import { showBoth } from './show-both.js';
import type { World, WorldIdentity } from './world.js';
import { worldOptions, type WorldOptions } from './world-options.js';
import { WorldBook } from './world-book.js';
import { fullName, localPart, nameElsewhere, workLocalPart } from './write-name.js';

/**
 * A labelled world: human beings with one to three identities, what they write, and what deceives, such as namesakes at one
 * company, families on one phone, forwarded mails and shared mailboxes. The same options always make the same world. Nobody
 * shows anything at two identities for the matcher's sake: what is shown, and how often, are the rates.
 */
export const makeWorld = (options: WorldOptions = {}): World => {
  const { seed, persons, rates, names } = worldOptions.parse(options);
  const ground: Ground = { random: new Random(seed), rates, names: names ?? nameLists };
  const humans = makeHumans(ground, persons);
  const book = new WorldBook(ground);
  for (const human of humans) writeLife(ground, book, human);
  addNoise(ground, book, humans);
  addSharedMailboxes(ground, book, humans);
  return book.world(humans.length);
};

const writeLife = (ground: Ground, book: WorldBook, human: Human): void => {
  const { random, rates } = ground;
  const count = random.chance(rates.threeIdentities) ? 3 : random.chance(rates.twoIdentities) ? 2 : 1;
  const first = book.add(firstIdentity(ground, book, human));
  book.letters(first, human, 1 + random.below(2));
  for (let n = 1; n < count; n += 1) {
    const next = book.add(nextIdentity(ground, book, human));
    book.letters(next, human, 1);
    showBoth(ground, book, { human, first, next });
  }
};

const firstIdentity = ({ random }: Ground, book: WorldBook, human: Human): WorldIdentity => ({
  kind: 'mail',
  key: human.company && random.chance(0.7) ? atWork(book, human) : atHome(random, book, human),
  name: fullName(human),
  human: human.index,
});

const nextIdentity = (ground: Ground, book: WorldBook, human: Human): WorldIdentity => {
  const { random, rates } = ground;
  const name = nameElsewhere(ground, human);
  if (random.chance(rates.social)) {
    const handle = `${localPart(random, human).replace(/\W/g, '_')}${random.below(10)}`;
    const key = String(10 ** 9 + book.size);
    return {
      kind: 'x',
      key,
      handle,
      name: random.chance(rates.handleAsName) ? handle : name,
      human: human.index,
    };
  }
  const work = human.company && random.chance(rates.sameCompany);
  const key = work ? alias(random, book, human) : atHome(random, book, human);
  return { kind: 'mail', key, name, human: human.index };
};

const atWork = (book: WorldBook, human: Human): string =>
  `${workLocalPart(human, book.keys)}@${human.company!.domain}`;

/** A second address in the same house, of the form that such houses give out. */
const alias = (random: Random, book: WorldBook, human: Human): string => {
  const [first, last] = workLocalPart(human, new Set()).split('.');
  const key = `${random.pick([`${first![0]}.${last}`, first!, `${last}.${first![0]}`])}@${human.company!.domain}`;
  return book.keys.has(key) ? atHome(random, book, human) : key;
};

const hosts = [
  'gmail.com',
  'gmail.com',
  'gmx.de',
  'libero.it',
  'outlook.com',
  'yahoo.com',
  'web.de',
  'icloud.com',
  'hotmail.es',
];

const atHome = (random: Random, book: WorldBook, human: Human): string => {
  for (;;) {
    const key = `${localPart(random, human)}@${random.pick(hosts)}`;
    if (!book.keys.has(key)) return key;
    const other = `${localPart(random, human)}${random.below(10_000)}@${random.pick(hosts)}`;
    if (!book.keys.has(other)) return other;
  }
};
