import { isQuiet } from './is-quiet';

const night = { from: '22:00', until: '07:30' };

test.each([
  ['no quiet hours', null, '2026-03-01T23:00:00Z', false],
  ['in the evening', night, '2026-03-01T21:00:00Z', true],
  ['just before', night, '2026-03-01T20:59:00Z', false],
  ['past midnight', night, '2026-03-02T05:00:00Z', true],
  ['as they end', night, '2026-03-02T06:30:00Z', false],
  ['by day', { from: '12:00', until: '13:00' }, '2026-03-02T11:30:00Z', true],
  ['the whole day', { from: '00:00', until: '00:00' }, '2026-03-02T11:30:00Z', true],
  // Rome moves its clock by an hour in between: the same wall clock, another instant.
  ['in summer', night, '2026-07-01T20:00:00Z', true],
])('%s', (_, quiet, at, expected) => {
  expect(isQuiet(quiet, new Date(at), 'Europe/Rome')).toBe(expected);
});
