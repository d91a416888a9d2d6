type Place = 'list' | 'thread' | 'composer' | 'subject' | 'search';

/** What says that somebody does something else. */
const touches = ['keydown', 'pointerdown'] as const;
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
  for (const event of touches) window.addEventListener(event, forget, { capture: true, once: true });
}

let latest: symbol | undefined;

/**
 * Moves the focus to a pane as soon as the page has drawn what the press changed, which is before the next key: a frame may be long in
 * coming, and keys of a quick hand would go to where the focus was. Once the frame has come it is moved again, for what else the page
 * did with it, such as a dialog that closes; not over a key pressed since, unless the focus is nowhere.
 */
export function moveFocus(place: Place): void {
  const mine = (latest = Symbol(place));
  let touched = false;
  const touch = () => (touched = true);
  queueMicrotask(() => {
    places.get(place)?.();
    for (const event of touches) window.addEventListener(event, touch, { capture: true, once: true });
  });
  requestAnimationFrame(() => {
    for (const event of touches) window.removeEventListener(event, touch, { capture: true });
    if (latest !== mine) return;
    if (!touched || document.activeElement === document.body) places.get(place)?.();
  });
}
