import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import LongestFirst, { longest } from './longest-first.mjs';

const folder = fileURLToPath(new URL('../test', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));

it('begins with the files that take longest, all of which are there, and leaves none out', () => {
  const sorted = new LongestFirst().sort(files.map((name) => ({ path: join(folder, name) })));
  const names = sorted.map(({ path }) => path.slice(folder.length + 1, -'.test.ts'.length));
  expect(names.slice(0, longest.length)).toEqual(longest);
  expect(names.map((name) => `${name}.test.ts`).toSorted()).toEqual(files.toSorted());
});
