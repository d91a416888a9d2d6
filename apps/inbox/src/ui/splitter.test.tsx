import { fireEvent, render, screen } from '@testing-library/react';
import { Splitter } from './splitter';

let value: number;
const draw = (direction: 1 | -1 = 1) => {
  value = 300;
  render(
    <Splitter
      {...{ label: 'Width of the list', value, min: 200, max: 400, initial: 340, direction }}
      onChange={(next) => (value = next)}
    />,
  );
  return screen.getByRole('separator');
};
afterEach(() => {
  document.documentElement.dir = 'ltr';
  document.documentElement.style.fontSize = '';
});

test.each([
  ['ltr', 1, 'ArrowRight', 316],
  ['ltr', 1, 'ArrowLeft', 284],
  ['ltr', -1, 'ArrowRight', 284],
  // There the pane begins on the right: to the left it grows.
  ['rtl', 1, 'ArrowLeft', 316],
  ['rtl', 1, 'ArrowRight', 284],
  ['rtl', -1, 'ArrowLeft', 284],
] as const)('moves the border where the arrow points: %s, pane %s, %s', (dir, direction, key, expected) => {
  document.documentElement.dir = dir;
  fireEvent.keyDown(draw(direction), { key });
  expect(value).toBe(expected);
});

test.each([
  ['ltr', '', 40, 340],
  ['rtl', '', -40, 340],
  // Half as large again, sixty pixels are forty of those at a size of 100.
  ['ltr', '24px', 60, 340],
] as const)('follows the hand: %s, text of %s', (dir, fontSize, by, expected) => {
  document.documentElement.dir = dir;
  document.documentElement.style.fontSize = fontSize;
  const separator = draw();
  separator.setPointerCapture = () => undefined;
  const at = (type: string, clientX: number) =>
    fireEvent(separator, new MouseEvent(type, { bubbles: true, clientX }));
  at('pointerdown', 500);
  at('pointermove', 500 + by);
  expect(value).toBe(expected);
});
