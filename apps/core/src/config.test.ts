import { loadConfig } from '@filo/service';
import { readFileSync } from 'node:fs';
import { ConnectorNames } from './accounts/connector-names.js';
import { coreSettings } from './config.js';

const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);

describe('.env.example', () => {
  it('names every setting, and nothing that is none', () => {
    expect(lines.map(([name]) => name).toSorted()).toEqual(Object.keys(coreSettings.shape).toSorted());
  });

  it('can be used as it is', () => {
    const settings = loadConfig(coreSettings, Object.fromEntries(lines));
    expect(settings.FILO_HTTP_PORT).toBe(4600);
    const connectors = new ConnectorNames(settings);
    expect([connectors.of('x'), connectors.of('email')]).toEqual(['social', 'email']);
  });
});
