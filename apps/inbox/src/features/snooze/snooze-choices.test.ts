import { snoozeChoices } from './snooze-choices';

const timeZone = 'Europe/Rome';
const choices = (now: string, promiseDue?: string) =>
  snoozeChoices({ now: Date.parse(now), timeZone, promiseDue }).map(({ id, at }) => [
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
