import type { Ground, Human } from './make-humans.js';
import type { WorldBook } from './world-book.js';
import { fullName } from './write-name.js';

/** Addresses that several write from: a company's info@, a family's own. Each signs with their name, and phone. */
export const addSharedMailboxes = (
  { random, rates }: Ground,
  book: WorldBook,
  humans: readonly Human[],
): void => {
  const companies = new Set(humans.flatMap(({ company }) => company ?? []));
  for (const { domain, staff } of companies)
    if (random.chance(rates.sharedMailbox))
      together(
        book,
        `${random.pick(['info', 'office', 'buchhaltung', 'team.nord', 'desk'])}@${domain}`,
        staff.slice(0, 3).map((index) => humans[index]!),
      );
  for (const human of humans) {
    const [kin] = human.family;
    if (kin === undefined || kin < human.index || !random.chance(rates.familyMailbox)) continue;
    together(book, `casa${human.index}@gmail.com`, [human, humans[kin]!]);
  }
};

const together = (book: WorldBook, key: string, writers: readonly Human[]): void => {
  if (writers.length < 2 || book.keys.has(key)) return;
  const author = book.add({ kind: 'mail', key, name: undefined, human: undefined });
  for (const human of [...writers, ...writers])
    book.write(author, { name: fullName(human), signature: `${fullName(human)}\nTel. ${human.phone}` });
};
