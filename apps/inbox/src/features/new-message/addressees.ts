import type { PersonPage } from '@filo/contracts/http';

type PersonFound = PersonPage['items'][number];

/** To whom a new message can go: a mail address of somebody who is known, or one that was typed. */
export type Addressee =
  | { id: string; address: string; person: PersonFound; isBlocked: boolean }
  | { id: string; address: string; person: null };

/** What somebody types who means an address, and not a name; the server says whether it is one. */
const looksLikeAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);

/** The addresses of whoever is found, and the typed one where it is nobody's among them. Pure. */
export const addresseesOf = (found: readonly PersonFound[], typed: string): Addressee[] => {
  const address = typed.trim();
  const fits = ({ key }: { key: string }) => Number(key.includes(address.toLowerCase()));
  const known = found.flatMap((person) =>
    person.identities
      .toSorted((a, b) => fits(b) - fits(a))
      .filter(({ kind, ours }) => kind === 'mail' && !ours)
      .map(({ id, key, blocked }) => ({ id, address: key, person, isBlocked: blocked })),
  );
  const isKnown = known.some((one) => one.address === address.toLowerCase());
  if (!looksLikeAddress(address) || isKnown) return known;
  return [...known, { id: 'typed', address, person: null }];
};
