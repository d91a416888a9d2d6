import { parseConnectors, provisionConfig } from './config.js';

test('connectors and their channels', () => {
  expect(parseConnectors('email  social=x,bluesky\nmine=one')).toEqual({
    email: ['email'],
    social: ['x', 'bluesky'],
    mine: ['one'],
  });
});

test('a wrong address is named', () => {
  expect(() => provisionConfig({ NATS_MONITOR_URL: 'not a url' })).toThrow(/NATS_MONITOR_URL/);
  expect(provisionConfig({ NATS_URL: 'nats://h:1' })).toMatchObject({
    servers: 'nats://h:1',
    streamPrefix: '',
  });
});

test('files of a bus behind TLS are handed on, and empty variables are none', () => {
  const env = { NATS_URL: 'tls://h:1', NATS_CA_FILE: '/ca.pem', NATS_CERT_FILE: '', NATS_MONITOR_URL: '' };
  expect(provisionConfig(env)).toMatchObject({ tls: { caFile: '/ca.pem', certFile: undefined } });
});

test('production and the word of the operator', () => {
  expect(provisionConfig({})).toMatchObject({ productionMode: false, vouchedFor: false });
  expect(provisionConfig({ NODE_ENV: 'production', NATS_SYNC_ALWAYS: 'true' })).toMatchObject({
    productionMode: true,
    vouchedFor: true,
  });
});
