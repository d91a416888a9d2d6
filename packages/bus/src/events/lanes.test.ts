import { Lanes } from './lanes.js';

const all = (lanes: Lanes<string>): string[] => {
  const begun: string[] = [];
  for (let item = lanes.next(); item !== undefined; item = lanes.next()) begun.push(item);
  return begun;
};
const lanesOf = (limits: { perLane: number; atOnce: number }, ...items: string[]) => {
  const lanes = new Lanes<string>(limits);
  for (const item of items) lanes.add(item[0]!, item);
  return lanes;
};

test('lanes take turns, and within one the first comes first', () => {
  expect(all(lanesOf({ perLane: 9, atOnce: 9 }, 'a1', 'a2', 'a3', 'b1', 'b2'))).toEqual([
    'a1',
    'b1',
    'a2',
    'b2',
    'a3',
  ]);
});

test('a lane begins no more than it may, and goes on when one has ended', () => {
  const lanes = lanesOf({ perLane: 2, atOnce: 9 }, 'a1', 'a2', 'a3', 'b1');
  expect(all(lanes)).toEqual(['a1', 'b1', 'a2']);
  lanes.ended('a');
  expect(all(lanes)).toEqual(['a3']);
});

test('a lane of which nothing is in work begins one, however many others are', () => {
  const lanes = lanesOf({ perLane: 2, atOnce: 2 }, 'a1', 'a2', 'a3', 'b1', 'b2', 'c1');
  expect(all(lanes)).toEqual(['a1', 'b1', 'c1']);
  lanes.ended('a');
  lanes.ended('c');
  // Nothing of `a` is in work now; a second of `b` would be one too many of all.
  expect(all(lanes)).toEqual(['a2']);
});

test('what was not begun is given back once', () => {
  const lanes = lanesOf({ perLane: 1, atOnce: 1 }, 'a1', 'a2', 'b1');
  expect(lanes.next()).toBe('a1');
  expect(lanes.giveBack().toSorted()).toEqual(['a2', 'b1']);
  expect(lanes.next()).toBeUndefined();
  expect(lanes.giveBack()).toEqual([]);
});
