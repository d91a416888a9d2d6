import { floorOf, isNew, movedBy, type Standing } from './standing.js';

const at = (minute: number, uri = `at://x/${minute}`) => ({
  uri,
  indexedAt: new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString(),
});
const standing: Standing = movedBy(undefined, [at(1), at(30)]);

it('moves up to the newest that was delivered, whatever their order', () => {
  expect(standing.upTo).toBe(at(30).indexedAt);
  expect(movedBy(standing, [at(29)]).upTo).toBe(at(30).indexedAt);
});

it('takes what comes late into the list, and nothing twice', () => {
  const floor = floorOf(standing);
  expect(isNew(at(30), standing, floor)).toBe(false);
  expect(isNew(at(30, 'at://x/late'), standing, floor)).toBe(true);
  expect(isNew(at(19, 'at://x/older'), standing, floor)).toBe(false);
});

it('begins with everything', () => {
  expect(isNew(at(1), undefined, floorOf(undefined))).toBe(true);
});
