import { readFile } from 'node:fs/promises';
import { emailEnvironment, readEmailConfig } from './config.js';

const secret = Buffer.alloc(32, 7).toString('base64url');

describe('settings', () => {
  it('are all named in .env.example, whose values are the defaults', async () => {
    const text = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
    const example = Object.fromEntries(
      [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => [key, value]),
    );
    expect(Object.keys(example).toSorted()).toEqual(Object.keys(emailEnvironment.shape).toSorted());
    const needed = { NATS_URL: example['NATS_URL'], FILO_SECRET_KEY: secret };
    const config = readEmailConfig({ ...example, FILO_SECRET_KEY: secret });
    expect({ ...config, NATS_USER: undefined }).toEqual({ ...readEmailConfig(needed), NATS_USER: undefined });
  });

  it('name every fault at once and repeat no value', () => {
    const read = () => readEmailConfig({ FILO_SMTP_PORT: 'hush', FILO_MAIL_READERS: '0' });
    expect(read).toThrow(/NATS_URL[\s\S]*FILO_SECRET_KEY[\s\S]*FILO_SMTP_PORT[\s\S]*FILO_MAIL_READERS/);
    expect(read).not.toThrow(/hush/);
  });

  it.each([
    ['192.0.2.53', true],
    ['192.0.2.53:5353', true],
    ['2001:db8::53', true],
    ['[2001:db8::53]:5353', true],
    ['[192.0.2.53]:53', false],
    ['192.0.2.53:99999', false],
    ['dns.example.org', false],
    ['::::', false],
  ])('take %s as a DNS server: %s', (server, taken) => {
    const read = () =>
      readEmailConfig({
        NATS_URL: 'nats://localhost',
        FILO_SECRET_KEY: secret,
        FILO_DNS_SERVERS: `192.0.2.1, ${server}`,
      });
    if (taken) expect(read().FILO_DNS_SERVERS).toEqual(['192.0.2.1', server]);
    else expect(read).toThrow(/FILO_DNS_SERVERS/);
  });
});
