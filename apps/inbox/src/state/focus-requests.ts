type Place = 'list' | 'thread' | 'composer' | 'search';

const places = new Map<Place, () => void>();

/** Lets a pane say how it takes the focus; answers how to withdraw. */
export function offerFocus(place: Place, take: () => void): () => void {
  places.set(place, take);
  return () => {
    if (places.get(place) === take) places.delete(place);
  };
}

/** Moves the focus to a pane, after the page has settled. */
export function moveFocus(place: Place): void {
  requestAnimationFrame(() => places.get(place)?.());
}
