import type { Ground, Human } from './make-humans.js';
import type { WorldBook } from './world-book.js';

/** What makes different people look alike: colleagues who forward and name each other, families on one phone and one order. */
export const addNoise = (ground: Ground, book: WorldBook, humans: readonly Human[]): void => {
  const first = firstIdentities(book);
  for (const human of humans) {
    if (human.company) ofColleagues(ground, book, { human, first });
    ofFamily(ground, book, { human, first });
  }
};

interface One {
  human: Human;
  first: ReadonlyMap<number, number>;
}

const firstIdentities = (book: WorldBook): Map<number, number> => {
  const first = new Map<number, number>();
  book.identities.forEach(({ human }, index) => {
    if (human !== undefined && !first.has(human)) first.set(human, index);
  });
  return first;
};

const ofColleagues = ({ random, rates }: Ground, book: WorldBook, { human, first }: One): void => {
  const colleague = random.pick(human.company!.staff);
  if (colleague === human.index) return;
  const [mine, theirs] = [first.get(human.index)!, first.get(colleague)!];
  if (random.chance(rates.namesColleague))
    book.write(mine, {
      signature: `While I am away please write to ${book.identities[theirs]!.name}, ${book.identities[theirs]!.key}`,
    });
  if (!random.chance(rates.forwarded)) return;
  const { text } = book.write(theirs);
  book.write(mine, {
    text: 'My colleague sent you this, could you please answer?',
    quoted: text,
    copyTo: theirs,
  });
};

const ofFamily = ({ random, rates }: Ground, book: WorldBook, { human, first }: One): void => {
  const author = first.get(human.index)!;
  if (human.familyPhone)
    book.write(author, { signature: `${book.identities[author]!.name}\nTel. ${human.familyPhone}` });
  const [kin] = human.family;
  if (kin === undefined || !random.chance(rates.familyOrder)) return;
  const order = book.order();
  for (const index of [author, first.get(kin)!]) {
    const { text } = book.write(index);
    book.messages.at(-1)!.text = `${text} It is about order ${order}.`;
  }
};
