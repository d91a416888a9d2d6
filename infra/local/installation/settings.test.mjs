import { BadSettings, isLoopback, reachable, readSettings } from './settings.mjs';

test('an empty environment gives the documented defaults', () => {
  const settings = readSettings({});
  expect(settings.publicPorts).toEqual({ http: 4600, form: 4610, smtp: 4625 });
  expect(settings.host).toBe('127.0.0.1');
  expect(settings.workers).toBe(1);
  expect(settings.moreConnectors).toEqual([]);
  expect(settings.dataFolder).toMatch(/\/\.filo$/);
});

test.each([
  [{ FILO_HTTP_PORT: 'x' }, /FILO_HTTP_PORT is "x"/],
  [{ FILO_HTTP_PORT: '70000' }, /FILO_HTTP_PORT/],
  [{ FILO_HTTP_PORT: '4610' }, /must differ/],
  [{ FILO_WORKERS: '0' }, /FILO_WORKERS/],
  [{ FILO_MORE_CONNECTORS: 'sample,pigeon' }, /names "pigeon"/],
  [{ FILO_ADMIN_EMAIL: 'a@b.test' }, /belong together/],
  [{ FILO_SECRET_KEY: 'short' }, /FILO_SECRET_KEY/],
  [{ DATABASE_URL: 'localhost' }, /DATABASE_URL is not a URL/],
])('%j is refused with a sentence', (env, sentence) => {
  expect(() => readSettings(env)).toThrow(BadSettings);
  expect(() => readSettings(env)).toThrow(sentence);
});

test('all complaints come at once, and never repeat a secret', () => {
  const env = { FILO_HTTP_PORT: 'x', FILO_WORKERS: '99', FILO_SECRET_KEY: 'tell-nobody' };
  expect(() => readSettings(env)).toThrow(/FILO_HTTP_PORT[^]*FILO_WORKERS[^]*FILO_SECRET_KEY/);
  expect(() => readSettings(env)).not.toThrow(/tell-nobody/);
});

test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('%s is this machine alone', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['0.0.0.0', '192.168.1.2', '::', 'filo.test'])('%s can be reached by others', (host) => {
  expect(isLoopback(host)).toBe(false);
});

test('knows where we reach ourselves', () => {
  expect(['0.0.0.0', '::', '::1', 'filo.test'].map(reachable)).toEqual([
    '127.0.0.1',
    '[::1]',
    '[::1]',
    'filo.test',
  ]);
});
