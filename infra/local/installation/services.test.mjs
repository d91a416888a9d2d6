import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { root } from '../toolchain/root.mjs';
import { readSettings } from './settings.mjs';
import { commands, innerPorts, services } from './services.mjs';

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
});

/** Every process of an installation as it is started, by its name. */
function started(env) {
  Object.assign(process.env, env);
  const settings = readSettings(env);
  const names = ['http', 'form', 'smtp', ...innerPorts(settings)];
  const at = {
    settings,
    ports: Object.fromEntries(names.map((name, index) => [name, 5000 + index])),
    secret: randomBytes(32),
    databaseUrl: 'postgres://filo@127.0.0.1/filo',
    bus: { url: env.NATS_URL ?? 'nats://127.0.0.1:4222', monitorUrl: 'http://127.0.0.1:8222' },
  };
  const kept = services(at).map(({ name, command, options }) => [name, { command, ...options }]);
  return { ...commands(at), ...Object.fromEntries(kept) };
}

/** What each process of an installation gets to know, by its name. */
const environments = (env) =>
  Object.fromEntries(Object.entries(started(env)).map(([name, one]) => [name, one.env]));

const knowing = (found, name) => Object.keys(found).filter((service) => found[service][name] !== undefined);

test('health ports stay on this machine when the doors are open to others, unless told otherwise', () => {
  const hosts = (env) => {
    const { provision: _, migrate: __, ...kept } = environments(env);
    return [...new Set(Object.values(kept).map((one) => `${one.FILO_HOST} ${one.FILO_HEALTH_HOST}`))];
  };
  expect(hosts({ FILO_HOST: '0.0.0.0' })).toEqual(['0.0.0.0 127.0.0.1']);
  expect(hosts({ FILO_HOST: '0.0.0.0', FILO_HEALTH_HOST: '10.0.0.5' })).toEqual(['0.0.0.0 10.0.0.5']);
});

test('every process of an installation knows by which files a bus of somebody else is told', () => {
  const files = { NATS_CA_FILE: '/etc/filo/ca.pem', NATS_CERT_FILE: 'own.pem', NATS_KEY_FILE: 'own.key' };
  const found = environments({ NATS_URL: 'tls://bus.example:4222', ...files });
  for (const one of Object.values(found))
    expect(one).toMatchObject({
      ...files,
      NATS_CERT_FILE: join(root, 'own.pem'),
      NATS_KEY_FILE: join(root, 'own.key'),
    });
});

test('the bus that we start ourselves is on this machine and has no certificate', () => {
  const found = environments({ NATS_CA_FILE: '/etc/filo/ca.pem' });
  expect(knowing(found, 'NATS_CA_FILE')).toEqual([]);
});

test('the key to the bucket is known to core alone', () => {
  const found = environments({ FILO_BLOBS: 's3://mails', FILO_S3_SECRET_ACCESS_KEY: 'secret' });
  for (const name of ['FILO_BLOBS', 'FILO_S3_SECRET_ACCESS_KEY'])
    expect(knowing(found, name)).toEqual(['migrate', 'core-worker', 'core-api']);
});

test('what is started is what packages bundle, and nothing else is bundled to be started', () => {
  const names = [
    'packages/bus',
    'apps/core',
    ...['email', 'sample', 'social', 'webform'].map((name) => `apps/connector-${name}`),
  ];
  const bundled = names.flatMap((name) =>
    JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')).bundle.map((file) =>
      join(root, name, 'dist/bundle', basename(file)),
    ),
  );
  const asked = Object.values(started({ FILO_MORE_CONNECTORS: 'sample' }));
  const scripts = asked.map(({ command, cwd = '' }) => resolve(cwd, command.at(-1)));
  expect(bundled.filter((file) => !/\.worker\.js$/.test(file)).sort()).toEqual([...new Set(scripts)].sort());
});
