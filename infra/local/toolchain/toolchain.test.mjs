import { explain } from './explain.mjs';
import { nodeComplaint } from './node-version.mjs';
import { plainNpmEnvironment, pnpmVersion } from './pnpm.mjs';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s is good', (version) => {
  expect(nodeComplaint(version)).toBeUndefined();
});

test.each(['18.20.0', '20.18.9', '16.0.0'])('Node %s is refused with a sentence', (version) => {
  expect(nodeComplaint(version)).toMatch(/needs Node 20\.19/);
});

test('packageManager alone names the version of pnpm', () => {
  expect(pnpmVersion({ packageManager: 'pnpm@12.21.0+sha512.abc' })).toBe('12.21.0');
});

test('what npm sets for our script does not steer the npm that we run', () => {
  const env = {
    PATH: '/bin',
    npm_config_local_prefix: '/x',
    npm_lifecycle_event: 'start',
    npm_config_registry: 'r',
  };
  expect(plainNpmEnvironment(env)).toEqual({ PATH: '/bin', npm_config_registry: 'r' });
});

test.each([
  ['ENOSPC: no space left on device, write', /disk is full/],
  ['getaddrinfo ENOTFOUND somewhere', /network cannot be reached/],
  ['getaddrinfo EAI_AGAIN somewhere', /network cannot be reached/],
  ['ERR_PNPM_OUTDATED_LOCKFILE', /do not fit/],
  ["EACCES: permission denied, open '/x'", /may not write/],
])('%s comes with advice', (message, advice) => {
  expect(explain(new Error(message))).toMatch(advice);
});

test('the code of a system error is enough', () => {
  expect(explain(Object.assign(new Error('write failed'), { code: 'ENOSPC' }))).toMatch(/disk is full/);
  expect(explain(new Error('something else'))).toBeUndefined();
});
