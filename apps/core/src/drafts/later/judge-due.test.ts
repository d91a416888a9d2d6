import { judgeDue, lateHoursMax } from './judge-due.js';

const inTime = { lateMs: 1_500, pausedMs: 0, sendingHeld: false, authorActive: true };
const hours = (count: number) => count * 3_600_000;

it.each([
  ['in time', {}, 'go'],
  ['after an outage of an hour', { lateMs: hours(1) }, 'go'],
  ['at the last moment', { lateMs: hours(lateHoursMax) }, 'go'],
  ['later than that', { lateMs: hours(lateHoursMax) + 1 }, 'sent-too-late'],
  ['after a pause of a day', { lateMs: hours(24 + lateHoursMax), pausedMs: hours(24) }, 'go'],
  [
    'after a pause and an outage',
    { lateMs: hours(24 + lateHoursMax) + 1, pausedMs: hours(24) },
    'sent-too-late',
  ],
  ['with a clock that was set back', { lateMs: -5 }, 'go'],
  ['while all sending is held', { sendingHeld: true }, 'sending-held'],
  ['of an agent who is gone', { authorActive: false }, 'author-inactive'],
  ['of an agent who is gone, much too late', { authorActive: false, lateMs: hours(99) }, 'author-inactive'],
])('%s: judged at its time', (_, over, verdict) => {
  expect(judgeDue({ ...inTime, ...over })).toBe(verdict);
});
