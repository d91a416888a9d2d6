import type { mastodon } from 'masto';
import { isSeen, lateFrom, movedBy, seenMax, standingOf } from './term-standing.js';

const minute = 60_000;
const post = (id: string, at: number) =>
  ({ id, createdAt: new Date(at).toISOString() }) as mastodon.v1.Status;
const late = { isLate: true };
const inTurn = { isLate: false };

it('stands at the newest, and what comes late moves it no further', () => {
  const now = Date.now();
  const standing = movedBy(undefined, [post('9', now - minute), post('8', now - 2 * minute)], inTurn);
  expect(standing).toMatchObject({ top: '9', at: now - minute });
  const after = movedBy(standing, [post('7', now - 5 * minute)], late);
  expect(after).toMatchObject({ top: '9', at: now - minute });
  expect(['9', '8', '7', '6'].map((id) => isSeen(after, { id }))).toEqual([true, true, true, false]);
});

it('one that is dated ahead blinds it to nothing that comes next', () => {
  const now = Date.now();
  const standing = movedBy(undefined, [post('5', now - minute)], inTurn);
  const after = movedBy(standing, [post('99', now + 86_400_000)], inTurn);
  expect(after).toMatchObject({ top: '5', at: now - minute });
  expect(isSeen(after, { id: '99' })).toBe(true);
});

it('remembers what was seen as long as it is looked at once more, and goes on where an earlier release stood', () => {
  const now = Date.now();
  const standing = movedBy(undefined, [post('5', now - 40 * minute)], inTurn);
  expect(isSeen(movedBy(standing, [post('6', now)], inTurn), { id: '5' })).toBe(false);
  const many = Array.from({ length: seenMax + 5 }, (_, n) => post(String(2_000 - n), now - n));
  expect(Object.keys(movedBy(standing, many, inTurn).seen)).toHaveLength(seenMax);
  const former = standingOf('5')!;
  expect(former).toMatchObject({ top: '5', seen: {} });
  expect(lateFrom(former)).toBeLessThanOrEqual(now - 29 * minute);
});
