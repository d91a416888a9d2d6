import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allPlatforms } from './all-platforms.js';

interface Lists {
  platformsIn(folder?: string): string[];
  listsOf(platforms: readonly string[]): Record<string, string>;
}

const root = new URL('../../../', import.meta.url);
const load = async (name: string) =>
  (await import(new URL(`infra/platforms/${name}.mjs`, root).href)) as Lists;

it('the lists of platforms are those that the folders make', async () => {
  const platforms = (await load('listing')).platformsIn();
  expect(Object.keys(allPlatforms)).toEqual(platforms);
  for (const [path, text] of Object.entries((await load('lists')).listsOf(platforms)))
    expect([path, await readFile(new URL(path, root), 'utf8')]).toEqual([path, text]);
});

it('a folder more is a platform more in every list', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-platforms-'));
  try {
    for (const name of ['x', 'post-cards', 'left-over']) await mkdir(join(folder, name));
    for (const name of ['x', 'post-cards']) await writeFile(join(folder, name, 'platform.ts'), '');
    await writeFile(join(folder, 'notes.md'), 'no platform');
    const lists = (await load('lists')).listsOf((await load('listing')).platformsIn(folder));
    expect(lists['packages/bus/src/provisioning/social-platforms.ts']).toContain(`['post-cards', 'x']`);
    expect(lists['apps/connector-social/src/all-platforms.ts']).toContain(
      `import { platform as postCards } from './platforms/post-cards/platform.js';`,
    );
    expect(lists['apps/connector-social/src/all-platforms.ts']).toContain(`'post-cards': postCards,`);
    expect(lists['infra/platforms/platforms.mjs']).toContain(`['post-cards', 'x']`);
    expect(JSON.stringify(lists)).not.toMatch(/left.?over/i);
  } finally {
    await rm(folder, { recursive: true });
  }
});
