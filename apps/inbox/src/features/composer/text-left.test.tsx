import type { TextMeasure } from '@filo/text-limits';
import { render } from '@testing-library/react';
import '../../i18n/later-words';
import { TextLeft } from './text-left';

const shown = (used: number) => {
  const measure = { unit: 'characters', used, max: 280 } as unknown as TextMeasure;
  const { container, unmount } = render(<TextLeft measure={measure} />);
  const said = [container.querySelector('output') !== null, container.querySelector('svg') !== null];
  unmount();
  return said;
};

test('a ring fills until fifty are left, then a figure says how many', () => {
  expect([0, 1, 229, 230, 281].map(shown)).toEqual([
    [false, false],
    [false, true],
    [false, true],
    [true, false],
    [true, false],
  ]);
});
