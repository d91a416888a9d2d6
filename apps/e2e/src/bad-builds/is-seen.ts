import { torture } from '../checker/torture.js';
import type { BadBuild } from './bad-builds.js';
import { copyBuild } from './copy-build.js';

/** Expects that the checker sees what is wrong with this build. */
export const isSeen = async ({ patches, load, shows }: BadBuild): Promise<void> => {
  const { folder, remove } = await copyBuild(patches);
  try {
    const { verdict, answers, clean } = await torture({ ...load, root: folder, seed: 4_711 });
    expect({ ...verdict, ...answers }[shows]).not.toEqual([]);
    expect(clean).toBe(shows === 'pending');
  } finally {
    await remove();
  }
};
