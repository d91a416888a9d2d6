import type { SeverityReason } from '../weigh-severity.js';
import { breaksOut, graveWordsOf } from './breaks-out.js';

const reason = (factor: SeverityReason['factor'], ...words: string[]): SeverityReason => ({
  ...{ factor, words, points: 40, value: null },
});
const quieted = { level: 0, words: ['smells burnt'] };

it.each([
  ['a word of harm that nobody there said', 2, [reason('harm', 'smells burnt', 'hospital')], true],
  ['a word of law, though it is not for now', 1, [reason('law', 'lawyer')], true],
  ['a word of the press', 1, [reason('press', 'journalist')], true],
  ['the same words', 0, [reason('harm', 'smells burnt')], false],
  ['more anger', 1, [reason('anger', 'never again')], false],
  ['nothing of the kind', 0, [], false],
  ['reach that makes it grave', 2, [reason('followers')], true],
  ['what was learnt of corrections', 2, [reason('followers'), reason('learnt-up', 'lamp')], false],
])('of a storm that was quieted, %s', (_, level, reasons, out) => {
  expect(breaksOut({ level, reasons }, quieted)).toBe(out);
});

it('a storm that was grave when it was quieted takes in what is as grave by the same words', () => {
  const reasons = [reason('harm', 'exploded'), reason('followers')];
  expect(breaksOut({ level: 2, reasons }, { level: 2, words: ['exploded'] })).toBe(false);
});

it('out of a storm that nobody quieted breaks nobody', () => {
  expect(breaksOut({ level: 2, reasons: [reason('harm', 'exploded')] }, undefined)).toBe(false);
});

it('grave words are those of harm, law and press', () => {
  expect(
    graveWordsOf([reason('harm', 'exploded'), reason('anger', 'scam'), reason('law', 'sue you')]),
  ).toEqual([...['exploded', 'sue you']]);
});
