import type { PersonHistory } from '@filo/contracts/http';

type Link = PersonHistory['links'][number];
type Change = PersonHistory['changes'][number];

export type HistoryEntry =
  | { type: 'change'; at: string; change: Change; addresses: Address[] }
  | { type: 'link'; at: string; link: Link; addresses: Address[] };

/** Without a kind: an address of which no link is shown. */
export type Address = Pick<Link['identity'], 'key' | 'handle'> & { kind: string | null };

/**
 * The history as it is read, newest first: a merge, split or undo is one entry with the addresses that it joins or parts, and a link
 * that none of them made, such as the first word of an address, one of its own. Pure.
 */
export function tellHistory({ links, changes }: PersonHistory): HistoryEntry[] {
  const known = new Set(changes.map(({ id }) => id));
  const identities = new Map<string, Address>(links.map(({ identity }) => [identity.key, identity]));
  const entries: HistoryEntry[] = [
    ...changes.map((change) => ({
      type: 'change' as const,
      at: change.at,
      change,
      addresses: change.addresses.map((key) => identities.get(key) ?? { key, handle: null, kind: null }),
    })),
    ...links
      .filter(({ changeId }) => changeId === null || !known.has(changeId))
      .map((link) => ({ type: 'link' as const, at: link.at, link, addresses: [link.identity] })),
  ];
  return entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
