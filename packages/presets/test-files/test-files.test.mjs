import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import fc from 'fast-check';
import { rememberProcess } from './process-before.cjs';

describe('among the globals of the process', () => {
  it('what Node throws and makes is what it is in the product', () => {
    let thrown;
    try {
      readFileSync('no such file');
    } catch (error) {
      thrown = error;
    }
    expect(thrown instanceof Error).toBe(true);
    expect(structuredClone({ list: [] }).list instanceof Array).toBe(true);
    expect(structuredClone(new Map()) instanceof Map).toBe(true);
  });

  it('a package is loaded once, and the repository’s own modules anew', async () => {
    const { jest } = import.meta;
    const load = () => Promise.all([import('jest'), import('./process-before.cjs')]);
    const [aPackage, own] = await load();
    let again;
    await jest.isolateModulesAsync(async () => (again = await load()));
    expect(again[0]).toBe(aPackage);
    expect(again[1].rememberProcess).not.toBe(own.rememberProcess);
  });
});

it('a module imports while it runs, also when the same code was compiled before', async () => {
  const found = new vm.SyntheticModule(['word'], () => found.setExport('word', 'found'));
  await found.link(() => {});
  await found.evaluate();
  for (let times = 0; times < 2; times += 1) {
    const code = `export const { word } = await import('any');`;
    const module = new vm.SourceTextModule(code, { importModuleDynamically: () => found });
    await module.link(() => {});
    await module.evaluate();
    expect(module.namespace.word).toBe('found');
  }
});

describe('what a test file leaves of the process', () => {
  it('is gone after it: globals, environment, listeners, and what others found there is back', () => {
    const listeners = process.listenerCount('SIGTERM');
    const { exit } = process;
    const { fetch } = globalThis;
    process.env['FILO_WAS_THERE'] = 'before';
    const asBefore = rememberProcess();
    globalThis.leftBehind = true;
    globalThis.fetch = () => {};
    process.exit = () => {};
    process.on('SIGTERM', () => {});
    process.env['FILO_NEW'] = 'new';
    process.env['FILO_WAS_THERE'] = 'after';
    asBefore();
    expect('leftBehind' in globalThis).toBe(false);
    expect(globalThis.fetch).toBe(fetch);
    expect(process.exit).toBe(exit);
    expect(process.listenerCount('SIGTERM')).toBe(listeners);
    expect(process.env['FILO_NEW']).toBeUndefined();
    expect(process.env['FILO_WAS_THERE']).toBe('before');
    delete process.env['FILO_WAS_THERE'];
  });
});

it('properties meet the same worlds each time', () => {
  const met = () => {
    const worlds = [];
    fc.assert(fc.property(fc.nat(), (one) => void worlds.push(one)));
    return worlds;
  };
  expect(met()).toEqual(met());
});
