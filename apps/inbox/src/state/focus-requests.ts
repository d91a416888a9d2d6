type Place = 'list' | 'thread' | 'composer' | 'search';

const places = new Map<Place, () => void>();

/** How long a pane may take to come, on a slow line. */
const expectedMs = 5000;
let expected: { place: Place; until: number } | undefined;

/** Lets a pane say how it takes the focus; answers how to withdraw. */
export function offerFocus(place: Place, take: () => void): () => void {
  places.set(place, take);
  if (expected?.place === place && Date.now() < expected.until) moveFocus(place);
  return () => {
    if (places.get(place) === take) places.delete(place);
  };
}

/**
 * Moves the focus to a pane that is not there yet, as soon as it is; to the last of several that take its place while the page
 * settles. Whoever does something else meanwhile keeps the focus.
 */
export function expectFocus(place: Place): void {
  expected = { place, until: Date.now() + expectedMs };
  const forget = () => (expected = undefined);
  for (const touched of ['keydown', 'pointerdown'])
    window.addEventListener(touched, forget, { capture: true, once: true });
}

/** Moves the focus to a pane, after the page has settled. */
export function moveFocus(place: Place): void {
  requestAnimationFrame(() => places.get(place)?.());
}
