import type { Ground, Human } from './make-humans.js';
import type { WorldBook } from './world-book.js';

interface Both {
  human: Human;
  /** Indices of two identities of one human being. */
  first: number;
  next: number;
}

type Show = (book: WorldBook, both: Both) => void;

/** What one human being shows at both of two identities: some of it by the rates, at least one unless they keep silent. */
export const showBoth = (ground: Ground, book: WorldBook, both: Both): void => {
  const { random, rates } = ground;
  const chosen = kinds.filter((kind) => random.chance(rates[kind]));
  const possible = kinds.filter((kind) => rates[kind] > 0);
  if (chosen.length === 0 && possible.length > 0 && !random.chance(rates.silent))
    chosen.push(random.pick(possible));
  for (const kind of chosen) shows[kind](book, both);
};

const shows = {
  phone: (book, { human, first, next }) => {
    for (const author of [first, next]) book.write(author, signed(book, author, human.phone));
  },
  handle: (book, { first, next }) => {
    const { kind, key, handle } = book.identities[next]!;
    const named = kind === 'mail' ? key : `@${handle}`;
    book.write(first, { signature: `${book.identities[first]!.name ?? ''}\n${named}` });
  },
  order: (book, { first, next }) => {
    const order = book.order();
    for (const author of [first, next]) {
      const { text } = book.write(author);
      book.messages.at(-1)!.text = `${text} It is about order ${order}.`;
    }
  },
  quote: (book, { first, next }) => {
    const { text } = book.write(first);
    book.write(next, {
      text: 'I wrote to you about this before and still wait for an answer.',
      quoted: text,
    });
  },
  fact: (book, { human, first, next }) => {
    const customer = `KD-${700_000 + human.index}`;
    for (const author of [first, next])
      book.write(author, {
        channel: book.identities[author]!.kind === 'mail' ? 'webform' : 'x',
        facts: { 'Customer number': customer },
      });
  },
} satisfies Record<string, Show>;

const kinds = Object.keys(shows) as (keyof typeof shows)[];

/** Posts have no signature: it stands in their text. */
const signed = (book: WorldBook, author: number, phone: string) => {
  const { kind, name } = book.identities[author]!;
  return kind === 'mail'
    ? { signature: `${name ?? ''}\nTel. ${phone}` }
    : { text: `Please call me about this today, my number is ${phone}` };
};
