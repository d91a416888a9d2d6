import { reachFigure } from './reach-figure';

test.each([
  [{}, 0, false],
  [{ followers: 60, likes: 9 }, 69, true],
  [{ followers: 60, likes: 0 }, 60, false],
  [{ followers: 9_150, reposts: 31, replies: 14, likes: 40 }, 9_200, true],
  [{ followers: 99_900, quotes: 80 }, 100_000, true],
  [{ followers: 101 }, 100, true],
])('%j is about %i people', (reach, people, isAbout) => {
  expect(reachFigure(reach)).toEqual({ people, isAbout });
});
