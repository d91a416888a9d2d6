import { laterChoices } from './later-choices';

const choices = (now: string) =>
  laterChoices(Date.parse(now), 'Europe/Rome').map(({ id, at }) => [id, new Date(at).toISOString()]);

test('offers what comes next by the clock on the wall, over the change of the clock too', () => {
  // Saturday before the clocks go back.
  expect(choices('2026-10-24T08:00:00Z')).toEqual([
    ['hour', '2026-10-24T09:00:00.000Z'],
    ['afternoon', '2026-10-24T13:00:00.000Z'],
    ['tomorrow', '2026-10-25T08:00:00.000Z'],
    ['monday', '2026-10-26T08:00:00.000Z'],
  ]);
});

test('offers each time once, and no afternoon that is over or within the hour', () => {
  // A Sunday, 14:30 there.
  expect(choices('2026-11-22T13:30:00Z').map(([id]) => id)).toEqual(['hour', 'tomorrow']);
  expect(choices('2026-11-23T22:30:00Z')).toEqual([
    ['hour', '2026-11-23T23:30:00.000Z'],
    ['tomorrow', '2026-11-24T08:00:00.000Z'],
    ['monday', '2026-11-30T08:00:00.000Z'],
  ]);
});
