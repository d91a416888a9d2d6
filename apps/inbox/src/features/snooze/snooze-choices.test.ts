import { snoozeChoices } from './snooze-choices';

const timeZone = 'Europe/Rome';
const choices = (now: string, promiseDue?: string, workingDay?: string) =>
  snoozeChoices({ now: Date.parse(now), timeZone, promiseDue, workingDay }).map(({ id, at }) => [
    id,
    at === null ? null : new Date(at).toISOString(),
  ]);

test('offers what comes next by the clock on the wall, over the change of the clock too', () => {
  // Saturday before the clocks go back.
  expect(choices('2026-10-24T08:00:00Z', '2026-10-26T13:00:00Z')).toEqual([
    ['later', '2026-10-24T11:00:00.000Z'],
    ['tomorrow', '2026-10-25T08:00:00.000Z'],
    ['next-week', '2026-10-26T08:00:00.000Z'],
    ['reply', null],
    ['promise', '2026-10-26T13:00:00.000Z'],
  ]);
});

test('offers no later today when that is tomorrow, no promise that is late, and on a Monday the next one', () => {
  expect(choices('2026-11-23T21:30:00Z', '2026-11-23T10:00:00Z')).toEqual([
    ['tomorrow', '2026-11-24T08:00:00.000Z'],
    ['next-week', '2026-11-30T08:00:00.000Z'],
    ['reply', null],
  ]);
});

test('offers the next day of work where it is neither tomorrow nor next Monday at nine, and not once it has begun', () => {
  const offered = (workingDay: string) =>
    choices('2026-12-24T10:00:00Z', undefined, workingDay).find(([id]) => id === 'working-day')?.[1];
  expect(offered('2026-12-29T07:30:00Z')).toBe('2026-12-29T07:30:00.000Z');
  expect(offered('2026-12-25T08:00:00Z')).toBeUndefined();
  expect(offered('2026-12-28T08:00:00Z')).toBeUndefined();
  expect(offered('2026-12-24T08:00:00Z')).toBeUndefined();
});
