import { readFileSync } from 'node:fs';
import { loadConfig } from '@filo/service';
import { socialSettings } from './config.js';

it('the example environment is valid and names every setting', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const pairs = [...text.matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm)].map(
    ([, name, value]) => [name, value] as const,
  );
  expect(() => loadConfig(socialSettings, Object.fromEntries(pairs))).not.toThrow();
  expect(pairs.map(([name]) => name).sort()).toEqual(Object.keys(socialSettings.shape).sort());
});
