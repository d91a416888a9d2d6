import { clientOf } from '../sessions/client-of.js';
import { PageRate } from './page-rate.js';

it('stops one client and no other, until the minute is over', () => {
  const rate = new PageRate(2);
  expect([1, 2, 3].map((now) => rate.take('a', 100_000 + now))).toEqual([true, true, false]);
  expect(rate.take('b', 100_004)).toBe(true);
  expect(rate.take('a', 100_001 + 60_000)).toBe(true);
});

it('forgets whoever came first when too many come, and nobody else', () => {
  const rate = new PageRate(1, { clientsMax: 3 });
  for (const client of ['a', 'b', 'c']) rate.take(client, 100_000);
  expect(rate.take('d', 100_001)).toBe(true);
  expect(['b', 'c', 'd'].map((client) => rate.take(client, 100_002))).toEqual([false, false, false]);
  expect(rate.take('a', 100_003)).toBe(true);
});

it('stops whoever comes from ever new networks of one site, and forgets nobody for it', () => {
  const rate = new PageRate(2, { clientsMax: 20 });
  const from = (site: number, network: number) => clientOf(`2001:db8:${site}:${network.toString(16)}::1`);
  rate.take('a', 100_000);
  rate.take('a', 100_000);
  const may = Array.from({ length: 1_000 }, (_, n) => rate.take(`${from(1, n)} page`, 100_001));
  expect(may.filter(Boolean)).toHaveLength(16);
  expect(rate.take('a', 100_002)).toBe(false);
  expect(rate.take(`${from(2, 1)} page`, 100_003)).toBe(true);
  expect(rate.take(`${from(1, 1)} another`, 100_003)).toBe(true);
});

it('lets the neighbours of whoever comes too often come', () => {
  const rate = new PageRate(2);
  for (let n = 0; n < 100; n += 1) rate.take(clientOf('2001:db8:1:1::1'), 100_000);
  expect(rate.take(clientOf('2001:db8:1:2::1'), 100_000)).toBe(true);
});
