import { checkCheckout } from './check.mjs';
import { complaintsAbout } from './check-compose.mjs';
import { requiredSecrets, secretsText } from './make-env.mjs';

test('docker-compose.yml and the Dockerfile fit the apps and the bus', () => {
  expect(checkCheckout()).toEqual([]);
});

const good = {
  image: 'filo/core',
  build: { args: { APP: 'core' } },
  environment: { NATS_URL: 'nats://nats:4222', NATS_PASSWORD: '${NATS_CORE_PASSWORD:?run it}' },
  volumes: ['core-data:/data'],
  ports: ['127.0.0.1:4600:4600'],
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
};
const nats = {
  image: 'nats:2',
  healthcheck: {},
  environment: { NATS_CORE_PASSWORD: '${NATS_CORE_PASSWORD:?x}' },
};

const complaints = (changes, more = {}) =>
  complaintsAbout({
    compose: { services: { core: { ...good, ...changes }, nats }, volumes: { 'core-data': null } },
    knownKeys: { core: new Set(['NATS_URL', 'NATS_PASSWORD']) },
    natsVariables: ['NATS_CORE_PASSWORD'],
    ...more,
  });

test('a good file has no complaints', () => {
  expect(complaints({})).toEqual([]);
});

test.each([
  [{ environment: { FILO_COLOUR: 'red' } }, /core does not read FILO_COLOUR/],
  [{ environment: { NATS_URL: 'nats://nats:4222' } }, /core reads NATS_PASSWORD, which is not passed on/],
  [{ environment: { NATS_PASSWORD: 'secret' } }, /without a default/],
  [{ environment: { NATS_PASSWORD: '${P:-secret}' } }, /without a default/],
  [{ environment: { FILO_S3_SECRET_ACCESS_KEY: 'secret' } }, /without a default/],
  [{ ports: ['4600:4600'] }, /bound to loopback/],
  [{ read_only: false }, /read-only/],
  [{ volumes: ['other:/data'] }, /other is not declared[^]*core-data belongs to 0 images/],
  [{ depends_on: { nobody: {} } }, /nobody, which is not there/],
  [{ build: { args: { APP: 'nothing' } } }, /no app "nothing"/],
])('%j is complained about', (changes, complaint) => {
  expect(complaints(changes).join('\n')).toMatch(complaint);
});

test('what a platform reads and is not named comes by the service’s file of settings, and nothing else does', () => {
  const named = { NATS_PASSWORD: '${NATS_CORE_PASSWORD:?run it}' };
  expect(complaints({ environment: named })).toHaveLength(1);
  const byFile = { environment: named, env_file: [{ path: 'more.env', required: false }] };
  expect(complaints(byFile, { platformKeys: { core: new Set(['NATS_URL']) } })).toEqual([]);
  const missing = 'core: core reads NATS_URL, which is not passed on';
  expect(complaints(byFile)).toEqual([missing]);
  expect(complaints({ environment: named }, { platformKeys: { core: new Set(['NATS_URL']) } })).toEqual([
    missing,
  ]);
});

test('every user of the bus gets its password', () => {
  expect(complaints({}, { natsVariables: ['NATS_CORE_PASSWORD', 'NATS_EMAIL_PASSWORD'] })).toEqual([
    'nats: nats.conf needs NATS_EMAIL_PASSWORD',
  ]);
});

test('secrets are made for exactly what the compose file must have, each once and unlike the others', () => {
  const names = requiredSecrets('a: ${B:?x} ${A:?y}\nb: ${B:?x} ${C:-default}');
  expect(names).toEqual(['A', 'B']);
  const values = secretsText(names)
    .trim()
    .split('\n')
    .map((line) => line.split('=')[1]);
  expect(new Set(values).size).toBe(2);
  expect(values.every((value) => /^[a-z]/.test(value))).toBe(true);
});
