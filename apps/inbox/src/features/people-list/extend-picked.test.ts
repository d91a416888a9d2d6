import { extended } from './extend-picked';

const order = ['a', 'b', 'c', 'd', 'e'];
const start = { list: 'l', all: false, ids: new Set<string>(), anchor: null };
const drawn = (steps: readonly [string, string][], from = start) =>
  steps.reduce(
    (picked, [was, to]) => extended(picked, { order, from: was, to }),
    from as ReturnType<typeof extended>,
  );
const ids = (picked: { ids: ReadonlySet<string> }) => [...picked.ids].toSorted().join('');

it.each<[string, [string, string][], string]>([
  [
    'downwards',
    [
      ['b', 'c'],
      ['c', 'd'],
    ],
    'bcd',
  ],
  [
    'upwards',
    [
      ['d', 'c'],
      ['c', 'b'],
    ],
    'bcd',
  ],
  [
    'and back, which lets go what lies beyond',
    [
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'c'],
    ],
    'bc',
  ],
  [
    'across where it began',
    [
      ['c', 'd'],
      ['d', 'c'],
      ['c', 'b'],
    ],
    'bc',
  ],
  ['over several at once', [['a', 'e']], 'abcde'],
])('a stretch is drawn out %s', (_, steps, expected) => expect(ids(drawn(steps))).toBe(expected));

it('keeps what was picked elsewhere', () => {
  expect(ids(drawn([['c', 'd']], { ...start, ids: new Set(['a']) }))).toBe('acd');
});

it('begins anew where its beginning is in the list no more', () => {
  expect(ids(drawn([['b', 'c']], { ...start, anchor: 'gone' } as never))).toBe('bc');
});
