import { BusNames } from './bus-names.js';

test('without a prefix everything has its plain name', () => {
  const names = new BusNames();
  expect(names.stream('inbound')).toBe('INBOUND');
  expect(names.bucket('state_email')).toBe('state_email');
  expect(names.plain(names.subject('updates.live'))).toBe('updates.live');
});

test('a prefix stands before everything and goes away again', () => {
  const names = new BusNames('t1');
  expect(names.stream('blobs')).toBe('t1_BLOBS');
  expect(names.bucket('state_email')).toBe('t1_state_email');
  expect(names.subject('updates.live')).toBe('t1.updates.live');
  expect(names.plain('t1.updates.live')).toBe('updates.live');
  expect(names.plain('t10.updates.live')).toBe('t10.updates.live');
});

test.each(['a.b', 'a_b', '>', 'state'])('%j is no prefix', (prefix) => {
  expect(() => new BusNames(prefix)).toThrow(/prefix/);
});
