import { encodeArray } from './encode-array.js';

/** What follows the head of an array with one element: its length and its bytes. */
const element = (...[type, value]: [Parameters<typeof encodeArray>[0], unknown]) =>
  encodeArray(type, [value]).subarray(20);

test('an array without elements has no dimension', () => {
  expect(encodeArray('text', [])).toEqual(Buffer.from('000000000000000000000019', 'hex'));
});

test('a missing element is marked in the head and has no bytes', () => {
  expect(encodeArray('int', [7, null, undefined])).toEqual(
    Buffer.from('00000001000000010000001700000003000000010000000400000007ffffffffffffffff', 'hex'),
  );
});

test('a text is measured in bytes', () => {
  expect(element('text', 'Zoë')).toEqual(Buffer.concat([Buffer.from([0, 0, 0, 4]), Buffer.from('Zoë')]));
});

test.each([
  ['1999-12-31T23:59:59.999Z', -1_000n],
  ['2000-01-01T02:00:00+02:00', 0n],
  ['2000-01-01T00:00:00.123456Z', 123_456n],
  ['2000-01-01T00:00:00.1234567+00:00', 123_457n],
  ['2026-01-05T09:00:00.123Z', 820_918_800_123_000n],
])('%s is kept to the microsecond', (instant, microseconds) => {
  expect(element('timestamptz', instant).readBigInt64BE(4)).toBe(microseconds);
});

test('whole numbers beyond 32 bits keep their sign', () => {
  expect(element('bigint', -(2 ** 40) - 1).readBigInt64BE(4)).toBe(-(2n ** 40n) - 1n);
});

test.each([
  '',
  '0195c0de-0000-7000-8000-00000000000',
  '0195c0de-0000-7000-8000-0000000000012',
  'zz95c0de-0000-7000-8000-000000000001',
])('refuses %j, which is no UUID', (value) => {
  expect(() => encodeArray('uuid', [value])).toThrow(RangeError);
});

test('a UUID is written in sixteen bytes, whatever the case of its digits', () => {
  expect(element('uuid', '0195C0de-0000-7000-8000-00000000Abcd').subarray(4).toString('hex')).toBe(
    '0195c0de00007000800000000000abcd',
  );
});
