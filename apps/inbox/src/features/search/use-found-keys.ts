import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { useCommand } from '../../keys/active-commands';
import { offerFocus } from '../../state/focus-requests';
import { foundId, type FoundPlace } from './found-items';

/** Walks through what was found: j and k everywhere, the arrow keys while the list has the focus. */
export function useFoundKeys(
  places: readonly FoundPlace[],
  list: RefObject<HTMLElement | null>,
  open: (place: FoundPlace) => void,
) {
  const [activeKey, setActiveKey] = useState<string>();
  const at = places.findIndex(({ key }) => key === activeKey);
  const activate = (index: number) => {
    const place = places[Math.min(places.length - 1, Math.max(0, index))];
    if (!place) return;
    setActiveKey(place.key);
    document.getElementById(foundId(place.key))?.scrollIntoView({ block: 'nearest' });
  };
  const move = (by: number) => activate(at < 0 ? (by > 0 ? 0 : places.length - 1) : at + by);
  const openActive = () => {
    const place = places[Math.max(0, at)];
    if (!place) return;
    setActiveKey(place.key);
    open(place);
  };
  useCommand('list.next', () => move(1));
  useCommand('list.previous', () => move(-1));
  useCommand('thread.open', openActive);
  useEffect(() =>
    offerFocus('list', () => {
      list.current?.focus();
      if (at < 0) activate(0);
    }),
  );
  const onKeyDown = onKeys({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(8),
    PageUp: () => move(-8),
    Home: () => activate(0),
    End: () => activate(places.length - 1),
    Enter: openActive,
  });
  return { activeKey: at < 0 ? undefined : activeKey, setActiveKey, onKeyDown };
}

const onKeys = (moves: Record<string, () => void>) => (event: KeyboardEvent) => {
  if (event.metaKey || event.ctrlKey || event.altKey || !moves[event.key]) return;
  event.preventDefault();
  moves[event.key]?.();
};
