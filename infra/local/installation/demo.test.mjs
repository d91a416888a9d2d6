import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoEnvironment, emptyDemoFolder } from './demo.mjs';

test('a demo stands beside the real data, whatever folder that is in', () => {
  expect(demoEnvironment({ FILO_DATA: '/srv/filo' }).FILO_DATA).toBe('/srv/filo/demo');
  expect(demoEnvironment({}).FILO_ORGANISATION).toBe('Filo Shop');
  expect(demoEnvironment({}).FILO_DATA).toMatch(/\.filo\/demo$/);
});

test('a demo offers no sign-in at Bluesky: its own network has no page for that', () => {
  expect(demoEnvironment({}).FILO_BLUESKY_SIGN_IN).toBe('false');
});

test.each(['DATABASE_URL', 'NATS_URL', 'FILO_BLOBS'])('a demo does not empty what %s names', (name) => {
  expect(() => demoEnvironment({ [name]: 'something' })).toThrow(`${name} is set; the demo empties`);
});

test('a demo lets nobody in from other machines', () => {
  expect(() => demoEnvironment({ FILO_HOST: '0.0.0.0' })).toThrow('stays on this machine');
  expect(() => demoEnvironment({ FILO_HOST: 'localhost' })).not.toThrow();
});

test('a demo begins with an empty folder and keeps its lock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filo-demo-'));
  for (const name of ['launcher.lock', 'pids.json', 'ports.json']) writeFileSync(join(folder, name), '');
  emptyDemoFolder(folder);
  expect(readdirSync(folder)).toEqual(['launcher.lock']);
});
