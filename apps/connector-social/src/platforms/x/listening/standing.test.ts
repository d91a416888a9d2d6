import { mergedGaps, standingOf, type Gap } from './standing.js';

it('goes on where an earlier release stood', () => {
  expect(standingOf('70', true)).toEqual({ top: '70', gaps: [] });
  expect(standingOf({ done: '70' }, false)).toEqual({ top: '70', gaps: [] });
  expect(standingOf({ done: '70', under: { top: '99', until: '80', count: 12 } }, false)).toEqual({
    top: '99',
    gaps: [{ above: '70', below: '80', count: 12 }],
  });
  expect(standingOf(undefined, true)).toEqual({ top: undefined, gaps: [] });
});

it('keeps the token to the next page only where a list has no other way', () => {
  const gap = { above: '70', below: '80', token: 'next', count: 12 };
  const held = { top: '99', gaps: [gap] };
  expect(standingOf(held, true)).toEqual(held);
  expect(standingOf(held, false).gaps).toEqual([{ ...gap, token: undefined }]);
});

it('however many gaps there are, what lies in them is read', () => {
  const gaps: Gap[] = Array.from({ length: 22 }, (_, n) => ({
    ...{ above: String(1_000 - n * 10), below: String(1_005 - n * 10), count: 0 },
  }));
  const merged = mergedGaps(gaps);
  expect(merged).toHaveLength(20);
  expect(merged.at(-1)).toMatchObject({ above: '790', below: '815' });
});

it('two gaps of which X does not list one any more become one that it does not list', () => {
  const gaps: Gap[] = Array.from({ length: 21 }, (_, n) => ({
    ...{ above: String(1_000 - n * 10), below: String(1_005 - n * 10), token: 'next', count: 0 },
    ...(n === 20 && { isBeyond: true }),
  }));
  expect(mergedGaps(gaps).at(-1)).toMatchObject({
    above: '800',
    below: '815',
    isBeyond: true,
    token: undefined,
  });
});
