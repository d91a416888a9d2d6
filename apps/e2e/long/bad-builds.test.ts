import { slowBadBuilds } from '../src/bad-builds/bad-builds.js';
import { copyBuild } from '../src/bad-builds/copy-build.js';
import { torture } from '../src/checker/torture.js';

describe('the checker sees in the end that a build', () => {
  it.each(slowBadBuilds)(
    '$name',
    async ({ patches, load, shows }) => {
      const { folder, remove } = await copyBuild(patches);
      try {
        const { verdict, answers, clean } = await torture({ ...load, root: folder, seed: 4_711 });
        expect({ ...verdict, ...answers }[shows]).not.toEqual([]);
        expect(clean).toBe(shows === 'pending');
      } finally {
        await remove();
      }
    },
    300_000,
  );
});
