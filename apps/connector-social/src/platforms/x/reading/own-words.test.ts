import type { OwnMemory } from '@filo/connector';
import { OwnWords } from './own-words.js';

const dayMs = 86_400_000;

/** What the bus holds, and nothing else of it. */
const memoryOf = (held: Map<string, unknown>): OwnMemory =>
  ({
    state: {
      get: (key: string) =>
        Promise.resolve(held.has(key) ? { value: held.get(key), revision: 1 } : undefined),
      create: (key: string, value: unknown) => Promise.resolve(held.set(key, value).size),
      delete: (key: string) => Promise.resolve(void held.delete(key)),
      keys: (filter: string) =>
        Promise.resolve([...held.keys()].filter((key) => key.startsWith(filter.replace('>', '')))),
    },
  }) as unknown as OwnMemory;

it('what we said is noted for half a year, and of one account alone', async () => {
  const held = new Map<string, unknown>();
  const words = new OwnWords(memoryOf(held), 'shop');
  await words.note('12', 'Sorry!', 'message');
  await words.noteParts('message', { to: '12', texts: ['Sorry!', 'Really.'] });
  await new OwnWords(memoryOf(held), 'cafe').note('12', 'Sorry!', 'another');
  held.set('x-said.shop.parts.formerly', { to: '1', texts: ['without a time'] });
  await words.forgetOld(Date.now() + 179 * dayMs);
  expect(held.size).toBe(4);
  expect(await words.find('12', 'Sorry!', new Date().toISOString())).toBe('message');
  expect(await words.partsOf('message')).toEqual({ to: '12', texts: ['Sorry!', 'Really.'] });
  await words.forgetOld(Date.now() + 181 * dayMs);
  expect(await words.find('12', 'Sorry!', new Date().toISOString())).toBeUndefined();
  expect(await words.partsOf('message')).toBeUndefined();
  expect([...held.keys()].map((key) => key.split('.')[1])).toEqual(['cafe', 'shop']);
});
