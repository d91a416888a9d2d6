import { judgeServer } from './server-facts.js';

test.each([
  ['2.15.1', true, true, { degraded: 0, refused: false }],
  ['2.12.7', true, true, { degraded: 0, refused: false }],
  ['2.12.6', true, true, { degraded: 1, refused: false }],
  ['2.10.27', true, false, { degraded: 1, refused: false }],
  ['2.10.26', true, false, { degraded: 0, refused: true }],
  ['2.9.25', true, false, { degraded: 0, refused: true }],
  ['3.0.0-preview.1', true, true, { degraded: 0, refused: false }],
  ['2.15.1', false, false, { degraded: 1, refused: false }],
  ['2.15.1', undefined, false, { degraded: 1, refused: false }],
  ['2.15.1', false, true, { degraded: 0, refused: true }],
  ['2.15.1', undefined, true, { degraded: 0, refused: true }],
])('nats-server %s, fsync %s, production %s', (version, syncAlways, production, expected) => {
  const { degraded, refused } = judgeServer(version, syncAlways, production);
  expect({ degraded: degraded.length, refused: refused !== undefined }).toEqual(expected);
});
