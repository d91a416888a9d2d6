import { judgeVersion } from './nats-server.mjs';
import { mirrorFromUris } from './servers/debian-package.mjs';

test.each([
  ['nats-server: v2.15.1', { version: '2.15.1', degraded: false }],
  ['nats-server: v2.12.7', { version: '2.12.7', degraded: false }],
  ['nats-server: v2.12.6', { version: '2.12.6', degraded: true }],
  ['nats-server: v2.10.27', { version: '2.10.27', degraded: true }],
  ['nats-server: v2.10.26', { version: '2.10.26', degraded: true, refused: true }],
  ['nats-server: v1.4.1', { version: '1.4.1', degraded: true, refused: true }],
])('judges %s', (printed, judged) => {
  expect(judgeVersion('/x', printed)).toEqual({ path: '/x', ...judged });
});

test('a program that prints no version is no server', () => {
  expect(judgeVersion('/x', 'hello')).toBeUndefined();
});

test("takes the machine's own main mirror, not the one for security updates", () => {
  const printed = [
    "'http://mirror.test/debian-security/dists/bookworm-security/InRelease' a 0",
    "'http://mirror.test/debian/dists/bookworm-updates/InRelease' b 0",
    "'http://mirror.test/debian/dists/bookworm/InRelease' c 0",
  ].join('\n');
  expect(mirrorFromUris(printed)).toBe('http://mirror.test/debian');
});

test('takes a mirror with another path when there is no better one', () => {
  expect(mirrorFromUris("'https://proxy.test/deb/dists/trixie/InRelease' c 0")).toBe(
    'https://proxy.test/deb',
  );
  expect(mirrorFromUris('')).toBeUndefined();
});
