import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import { useFileDrop } from './use-file-drop';

const file = new File(['x'], 'x.png');
let taken: string[];
function Composer({ allowed }: { allowed: boolean }) {
  const { dropping, dropHandlers } = useFileDrop(
    (files) => taken.push(...Array.from(files, ({ name }) => name)),
    allowed,
  );
  return <p {...dropHandlers}>{dropping ? 'let go' : 'write'}</p>;
}
/** Answers whether the browser is left to do with it what it does. */
const drag = (name: 'dragOver' | 'drop', node: Element, types = ['Files']): boolean => {
  const dataTransfer = { types, files: types.length > 0 ? [file] : [] };
  return fireEvent(node, createEvent[name](node, { dataTransfer }));
};

beforeEach(() => (taken = []));

test('a file that is let go over the composer is taken', () => {
  render(<Composer allowed />);
  const field = screen.getByText('write');
  drag('dragOver', field);
  screen.getByText('let go');
  drag('drop', field);
  expect(taken).toEqual(['x.png']);
});

test.each([
  ['beside the composer', true, () => document.body],
  ['over a note', false, () => screen.getByText('write')],
])('a file that is let go %s is not taken, and the page stays', (_, allowed, where) => {
  render(<Composer allowed={allowed} />);
  expect(drag('dragOver', where())).toBe(false);
  expect(drag('drop', where())).toBe(false);
  expect(taken).toEqual([]);
});

test('words that are dragged are left to the browser', () => {
  render(<Composer allowed />);
  expect(drag('dragOver', document.body, ['text/plain'])).toBe(true);
});
