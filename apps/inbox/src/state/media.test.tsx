import { act, render, screen } from '@testing-library/react';
import { usePaneCount } from './media';
import { setPreferences } from './preferences';

const Panes = () => <output>{usePaneCount()}</output>;
const { matchMedia } = window;
afterEach(() => {
  window.matchMedia = matchMedia;
  setPreferences({ textSize: 100 });
});

test.each([
  [1420, 100, 4],
  [1419, 100, 3],
  [1420, 110, 3],
  [1280, 130, 2],
  [1024, 90, 3],
  [900, 130, 1],
] as const)('of a window %s wide, with text of %s %%, there fit %s panes', (width, textSize, panes) => {
  window.matchMedia = (query) =>
    ({
      matches: width >= Number(/min-width: ([\d.]+)rem/.exec(query)?.[1]) * 16,
      ...{ addEventListener: () => undefined, removeEventListener: () => undefined },
    }) as unknown as MediaQueryList;
  render(<Panes />);
  act(() => setPreferences({ textSize }));
  expect(screen.getByRole('status').textContent).toBe(String(panes));
});
