import { randomBytes } from 'node:crypto';
import { connectorKeyPair } from './connector-key-pair.js';
import { openSecrets, sealSecrets } from './seal-secrets.js';

const secretKey = randomBytes(32).toString('base64url');
const keys = connectorKeyPair(secretKey);
const secrets = { password: 'pässwörd', refreshToken: 'x'.repeat(5_000) };

test('only the owner of the key opens them, for the account they were sealed for', () => {
  const sealed = sealSecrets(keys.publicKey, 'account-1', secrets);
  expect(openSecrets(keys, 'account-1', sealed)).toEqual(secrets);
  expect(sealed).not.toContain('x'.repeat(20));
  const other = connectorKeyPair(randomBytes(32).toString('base64url'));
  expect(() => openSecrets(other, 'account-1', sealed)).toThrow(/sealed to another/);
  expect(() => openSecrets(keys, 'account-2', sealed)).toThrow(/sealed to another/);
});

test('boxes sealed apart, some of them for another binding, open as one; one that is foreign spoils all', () => {
  const seal = (binding: string, more: Record<string, string>) => sealSecrets(keys.publicKey, binding, more);
  const sealed = `${seal('a', { imap: '1', smtp: 'old' })} smtp:${seal('try', { smtp: '2' })}`;
  expect(openSecrets(keys, ['try', 'a'], sealed)).toEqual({ imap: '1', smtp: '2' });
  expect(() => openSecrets(keys, 'a', sealed)).toThrow(/sealed to another/);
});

test('a restart derives the same key pair, another secret another', () => {
  expect(connectorKeyPair(secretKey).publicKey).toBe(keys.publicKey);
  expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(32);
  expect(connectorKeyPair(randomBytes(32).toString('base64url')).publicKey).not.toBe(keys.publicKey);
});

test('sealing the same twice gives two boxes', () => {
  expect(sealSecrets(keys.publicKey, 'a', secrets)).not.toBe(sealSecrets(keys.publicKey, 'a', secrets));
});

test('a changed byte anywhere is noticed', () => {
  const sealed = Buffer.from(sealSecrets(keys.publicKey, 'a', { password: 'p' }), 'base64');
  for (const place of sealed.keys()) {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => openSecrets(keys, 'a', changed.toString('base64'))).toThrow(/sealed to another/);
  }
});

test.each(['', 'not base64 at all', 'AA=='])('%j is refused, not misread', (sealed) => {
  expect(() => openSecrets(keys, 'a', sealed)).toThrow(/sealed to another/);
});

test('a short secret key is refused', () => {
  expect(() => connectorKeyPair('c2hvcnQ')).toThrow(/32 bytes/);
});
