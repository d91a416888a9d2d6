import { readFileSync } from 'node:fs';
import { loadConfig } from '@filo/service';
import { webformSettings } from './config.js';

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const lines = example
  .split('\n')
  .map((line) => line.replace(/^# (?=[A-Z_]+=)/, ''))
  .filter((line) => /^[A-Z_]+=/.test(line));
const environment = Object.fromEntries(
  lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

it('the example environment is valid and names every setting', () => {
  expect(() => loadConfig(webformSettings, environment)).not.toThrow();
  expect(Object.keys(environment).sort()).toEqual(Object.keys(webformSettings.shape).sort());
});

it.each(['10.0.0.0/33', 'example.org', '1.2.3'])('refuses the proxy network %s', (FILO_TRUSTED_PROXIES) => {
  expect(() => loadConfig(webformSettings, { ...environment, FILO_TRUSTED_PROXIES })).toThrow(
    /FILO_TRUSTED_PROXIES/,
  );
});
