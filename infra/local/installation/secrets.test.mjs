import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterSecret, natsPassword, serviceKey } from './secrets.mjs';

let dataFolder;
beforeEach(() => (dataFolder = mkdtempSync(join(tmpdir(), 'filo-secrets-'))));
afterEach(() => rmSync(dataFolder, { recursive: true }));

test('the first start makes a key that only its owner reads, and later starts find it', () => {
  const made = masterSecret({ dataFolder, hasData: false });
  expect(made).toHaveLength(32);
  expect(statSync(join(dataFolder, 'secret-key')).mode & 0o777).toBe(0o600);
  expect(masterSecret({ dataFolder, hasData: true })).toEqual(made);
});

test('never makes a new key over data that the old one sealed', () => {
  expect(() => masterSecret({ dataFolder, hasData: true })).toThrow(/is missing, but the folder holds data/);
});

test('a key from the environment wins and is not written down', () => {
  const given = Buffer.alloc(32, 7).toString('base64url');
  expect(masterSecret({ dataFolder, given, hasData: true })).toEqual(Buffer.alloc(32, 7));
  expect(() => readFileSync(join(dataFolder, 'secret-key'))).toThrow(/ENOENT/);
});

test('a damaged key is named, not used', () => {
  writeFileSync(join(dataFolder, 'secret-key'), 'abc');
  expect(() => masterSecret({ dataFolder, hasData: true })).toThrow(/is damaged/);
});

test('every service has its own key, and no key tells the master', () => {
  const secret = Buffer.alloc(32, 1);
  const keys = ['core', 'email', 'webform'].map((name) => serviceKey(secret, name));
  expect(new Set([...keys, secret.toString('base64url')]).size).toBe(4);
  expect(keys.every((key) => Buffer.from(key, 'base64url').length === 32)).toBe(true);
  expect(serviceKey(secret, 'core')).toBe(keys[0]);
});

test('a password of the bus begins with a letter', () => {
  for (let byte = 0; byte < 64; byte += 1) expect(natsPassword(Buffer.alloc(32, byte), 'core')).toMatch(/^p/);
});
