import { z } from 'zod';
import { ConfigError, loadConfig } from './load-config.js';
import { flagSetting, listSetting, portSetting, secretKeySetting } from './settings.js';

const schema = z.object({
  FILO_FORM_PORT: portSetting.default(4610),
  FILO_TRUSTED_PROXIES: listSetting.default([]),
  FILO_FLAG: flagSetting.default(false),
  FILO_SECRET_KEY: secretKeySetting,
  NATS_URL: z.url(),
});
const secret = Buffer.alloc(32, 7).toString('base64url');

describe('loadConfig', () => {
  it('reads, converts and freezes deeply', () => {
    const config = loadConfig(schema, {
      FILO_FORM_PORT: '5000',
      FILO_TRUSTED_PROXIES: '10.0.0.1, ,10.0.0.2',
      FILO_FLAG: '1',
      FILO_SECRET_KEY: secret,
      NATS_URL: 'nats://127.0.0.1:4222',
    });
    expect(config).toMatchObject({ FILO_FORM_PORT: 5000, FILO_FLAG: true });
    expect(config.FILO_TRUSTED_PROXIES).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(() => (config.FILO_TRUSTED_PROXIES as string[]).push('x')).toThrow();
  });

  it('names every bad key at once and repeats no value', () => {
    const read = () =>
      loadConfig(schema, { FILO_FORM_PORT: '70000', FILO_SECRET_KEY: 'short-secret', NATS_URL: '' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/3 settings[\s\S]*FILO_FORM_PORT[\s\S]*FILO_SECRET_KEY[\s\S]*NATS_URL: must be set/);
    expect(read).not.toThrow(/short-secret/);
  });
});
