import { useEffect } from 'react';
import { useCommand } from '../../keys/active-commands';
import { clearPicked, pick, pickIn, togglePicked } from '../../state/picked-people';
import type { FoundPlace } from './found-items';

/** Picks the people of what was found: by the keys of any list. A message stands for whoever's thread it is in. */
export function useFoundPicking(q: string, places: readonly FoundPlace[], active: FoundPlace | undefined) {
  useEffect(() => pickIn(`search ${q}`), [q]);
  useCommand('list.select', () => {
    const personId = (active ?? places[0])?.personId;
    if (personId) togglePicked(personId);
  });
  useCommand('list.select-all', () => pick(places.flatMap(({ personId }) => personId ?? [])));
  useCommand('list.select-none', clearPicked);
}
