import { nameOf } from './name-posts.js';

/** Where the names of mails that we sent stand among the keys: a copy of one may come back out of a Sent folder. */
export const sentPlace = 'message-id';

/** And where what we sent is, of which receipts tell. */
export const deliveryPlace = 'delivery';

export interface EventKey {
  /** A channel, or one of the places above. */
  place: string;
  id: string;
}

/**
 * Under which keys something of which an event tells would be known, whichever server or account told of it: as its server calls it, as its whole network does,
 * whether they are our words or another's, and what of ours it is. Of anything that lies in a stream. Pure.
 */
export const keysOf = (event: unknown): EventKey[] => {
  if (typeof event !== 'object' || event === null) return [];
  const { channel, externalId, toldAs, deliveryId, threadingId, direction, ...said } = event as Fields;
  const keys: [place: unknown, id: unknown][] = [
    [channel, externalId],
    [channel, toldAs],
    [deliveryPlace, deliveryId],
    [sentPlace, direction === 'outbound' ? threadingId : undefined],
    ...namesOf(said).map((name): [unknown, unknown] => [channel, name]),
  ];
  return keys.flatMap(([place, id]) =>
    typeof place === 'string' && typeof id === 'string' ? { place, id } : [],
  );
};

type Fields = Record<string, unknown>;

const namesOf = ({ sameAs, author }: Fields): string[] => {
  if (typeof sameAs !== 'string' || typeof author !== 'object' || author === null) return [];
  const { kind, key } = author as Fields;
  if (typeof kind !== 'string' || typeof key !== 'string') return [];
  return (['inbound', 'outbound'] as const).map((direction) =>
    nameOf({ sameAs, author: { kind, key } }, direction),
  );
};
