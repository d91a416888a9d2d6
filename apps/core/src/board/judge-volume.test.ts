import { judgeVolume } from './judge-volume.js';

it.each([
  ['three usual hours in one', { lastHour: 30, before: 1_680, hours: 168 }, true],
  ['a busy hour', { lastHour: 29, before: 1_680, hours: 168 }, false],
  ['a few posts in a quiet week', { lastHour: 9, before: 3, hours: 168 }, false],
  ['the first hour ever', { lastHour: 12, before: 0, hours: 0 }, true],
  ['the second hour of a first day, as busy as the first', { lastHour: 12, before: 240, hours: 2 }, false],
  ['three times what is said and found', { lastHour: 30, before: 840, hours: 168, usuallyFound: 5 }, true],
  ['what a query always finds', { lastHour: 29, before: 0, hours: 0, usuallyFound: 10 }, false],
])('%s', (_, counted, storm) => {
  expect(judgeVolume({ ...counted, ago: {} }).storm).toBe(storm);
});

it('tells what is usual, and of each of 24 hours how much was said, the last one last', () => {
  const ago = { 1: 4, 23: 2 };
  expect(judgeVolume({ lastHour: 7, before: 420, hours: 168, ago })).toEqual({
    ...{ lastHour: 7, usualHour: 2.5, storm: false },
    hours: [2, ...Array.from({ length: 21 }, () => 0), 4, 7],
  });
});

it('tells nothing of hours that were not counted to their end', () => {
  const ago = { 1: 60, 2: 60, 3: 30 };
  expect(judgeVolume({ lastHour: 60, before: 150, hours: 2.5, ago, capped: true }).hours).toEqual([
    60, 60, 60,
  ]);
});
