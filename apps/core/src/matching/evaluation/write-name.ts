import { foldLetters } from '../names/fold-letters.js';
import type { Ground, Human } from './make-humans.js';
import type { Random } from './random.js';

/** How somebody writes their name at a first address. */
export const fullName = ({ given, surname }: Human): string => `${given.name} ${surname.name}`;

/** How somebody writes it elsewhere: mostly the same, sometimes short, turned, mistyped or in another alphabet. */
export const nameElsewhere = ({ random, rates }: Ground, human: Human): string | undefined => {
  const { given, surname } = human;
  if (random.chance(rates.noName)) return undefined;
  if (given.otherScripts.length > 0 && surname.otherScripts.length > 0 && random.chance(rates.otherScript))
    return `${random.pick(given.otherScripts)} ${random.pick(surname.otherScripts)}`;
  if (given.nicknames.length > 0 && random.chance(rates.nickname))
    return `${random.pick(given.nicknames)} ${surname.name}`;
  if (random.chance(rates.initial)) return `${given.name[0]}. ${surname.name}`;
  if (random.chance(rates.turned)) return `${surname.name}, ${given.name}`;
  return random.chance(rates.typo) ? mistyped(random, fullName(human)) : fullName(human);
};

/** One letter lost, doubled, or swapped with the next. */
const mistyped = (random: Random, name: string): string => {
  const at = 1 + random.below(name.length - 2);
  if (name[at] === ' ' || name[at + 1] === ' ') return name;
  const rest = name.slice(at + 1);
  return random.pick([
    name.slice(0, at) + rest,
    name.slice(0, at + 1) + name[at] + rest,
    name.slice(0, at) + rest[0] + name[at] + rest.slice(1),
  ]);
};

const plain = (text: string): string => foldLetters(text).replace(/[^a-z0-9]/g, '');

/** The local part of an address, as people choose it. */
export const localPart = (random: Random, { given, surname, index }: Human): string => {
  const [first, last] = [plain(given.name), plain(surname.name)];
  return random.pick([
    `${first}.${last}${random.pick(['', '', String(random.below(100))])}`,
    `${first[0]}${last}${random.below(100)}`,
    `${first}${1950 + random.below(60)}`,
    `${random.pick(['sun', 'blue', 'wolf', 'luna', 'rock'])}${last.slice(0, 4)}${index % 1000}`,
  ]);
};

/** The same at work, where they are given out by a rule and numbered. */
export const workLocalPart = (human: Human, taken: ReadonlySet<string>): string => {
  const base = `${plain(human.given.name)}.${plain(human.surname.name)}`;
  let local = base;
  for (let n = 2; taken.has(`${local}@${human.company!.domain}`); n += 1) local = `${base}${n}`;
  return local;
};
