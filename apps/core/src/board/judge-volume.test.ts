import { judgeVolume } from './judge-volume.js';

it.each([
  ['three usual hours in one', { lastHour: 30, before: 1_680, hours: 168 }, true],
  ['a busy hour', { lastHour: 29, before: 1_680, hours: 168 }, false],
  ['a few posts in a quiet week', { lastHour: 9, before: 3, hours: 168 }, false],
  ['the first hour ever', { lastHour: 12, before: 0, hours: 0 }, true],
  ['the second hour of a first day, as busy as the first', { lastHour: 12, before: 240, hours: 2 }, false],
])('%s', (_, counted, storm) => {
  expect(judgeVolume(counted).storm).toBe(storm);
});

it('tells what is usual', () => {
  expect(judgeVolume({ lastHour: 7, before: 420, hours: 168 })).toEqual({
    ...{ lastHour: 7, usualHour: 2.5, storm: false },
  });
});
