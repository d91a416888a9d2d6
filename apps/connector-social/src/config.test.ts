import { loadConfig } from '@filo/service';
import { existsSync, readFileSync } from 'node:fs';
import { allPlatforms } from './all-platforms.js';
import { settingsOf } from './config.js';

const pairsIn = (path: string) => {
  const file = new URL(path, import.meta.url);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return [...text.matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value] as const);
};
const shared = pairsIn('../.env.example');

it('the example environments are valid together', () => {
  const own = Object.keys(allPlatforms).flatMap((name) => pairsIn(`platforms/${name}/.env.example`));
  const settings = settingsOf(Object.values(allPlatforms));
  expect(() => loadConfig(settings, Object.fromEntries([...shared, ...own]))).not.toThrow();
  expect(shared.map(([name]) => name).sort()).toEqual(Object.keys(settingsOf([]).shape).sort());
});

it.each(Object.entries(allPlatforms))('the folder of %s names every setting of its own', (name, platform) => {
  const named = pairsIn(`platforms/${name}/.env.example`).map(([setting]) => setting);
  expect(named.sort()).toEqual(Object.keys(platform.settings).sort());
});
