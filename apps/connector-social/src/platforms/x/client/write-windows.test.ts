import { opensAt, WriteWindows } from './write-windows.js';

const now = Date.parse('2026-11-28T12:00:00Z');
const at = (seconds: number) => String(now / 1_000 + seconds);

describe('when X takes the next post', () => {
  it('is not said while every window has room, or where X says nothing', () => {
    expect(opensAt({})).toBe(0);
    expect(opensAt({ 'x-rate-limit-remaining': '3', 'x-rate-limit-reset': at(60) })).toBe(0);
  });

  it('is when the last of the windows that are used up opens: the day of an account is longer than a quarter of an hour', () => {
    const quarter = { 'x-rate-limit-remaining': '98', 'x-rate-limit-reset': at(600) };
    const day = { 'x-user-limit-24hour-remaining': '0', 'x-user-limit-24hour-reset': at(30_000) };
    expect(opensAt({ ...quarter, ...day })).toBe(now + 30_000_000);
    expect(opensAt({ ...quarter, ...day, 'x-rate-limit-remaining': '0' })).toBe(now + 30_000_000);
  });

  it('holds for its own kind of writing, as long as it is, and ends by itself', () => {
    const windows = new WriteWindows();
    windows.note('tweets', { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': at(900) }, now);
    expect(windows.waitMs('tweets', now)).toBe(900_000);
    expect(windows.waitMs('dm_conversations', now)).toBe(0);
    expect(windows.waitMs('tweets', now + 899_000)).toBe(1_000);
    expect(windows.waitMs('tweets', now + 900_000)).toBe(0);
    windows.note('tweets', { 'x-rate-limit-remaining': '7', 'x-rate-limit-reset': at(900) }, now);
    expect(windows.waitMs('tweets', now)).toBe(0);
  });

  it('of a day is said in full, and asked after once an hour: somebody may have bought more', () => {
    const windows = new WriteWindows();
    const day = { 'x-app-limit-24hour-remaining': '0', 'x-app-limit-24hour-reset': at(80_000) };
    windows.note('tweets', day, now);
    expect(windows.waitMs('tweets', now + 3_599_000)).toBe(80_000_000 - 3_599_000);
    expect(windows.waitMs('tweets', now + 3_600_000)).toBe(0);
    windows.note('tweets', day, now + 3_600_000);
    expect(windows.waitMs('tweets', now + 3_601_000)).toBe(80_000_000 - 3_601_000);
  });
});
