import { idAt, isNewer } from '../reading/post-ids.js';
import { oldestFound, withinReach } from './seven-days.js';

const daysAgo = (days: number) => idAt(new Date(Date.now() - days * 86_400_000).toISOString());

it('a part of the last seven days is asked for as it is', () => {
  const [since, until] = [daysAgo(3), daysAgo(1)];
  expect(withinReach({ since, until, after: 'page-2' })).toEqual({ since, until, after: 'page-2' });
});

it('one that begins before is asked for from where X finds anything', () => {
  const { since, until } = withinReach({ since: daysAgo(20), until: daysAgo(1) })!;
  expect(isNewer(since!, daysAgo(7.1))).toBe(true);
  expect(isNewer(since!, daysAgo(6.9))).toBe(false);
  expect(isNewer(until!, since!)).toBe(true);
  expect(isNewer(withinReach({})!.since!, daysAgo(7.1))).toBe(true);
});

it('of one that also ends before X is asked nothing: it refuses such bounds', () => {
  expect(withinReach({ since: daysAgo(20), until: daysAgo(8) })).toBeUndefined();
  expect(withinReach({ until: oldestFound() })).toBeUndefined();
});
