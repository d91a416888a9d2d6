import { badBuilds } from '../src/bad-builds/bad-builds.js';
import { isSeen } from '../src/bad-builds/is-seen.js';

describe('the checker sees that a build', () => {
  it.each(badBuilds.filter(({ isLong }) => isLong))('$name', isSeen, 300_000);
});
