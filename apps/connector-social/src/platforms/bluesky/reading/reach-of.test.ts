import { reachOf } from './reach-of.js';

const at = new Date('2026-11-26T10:00:00.000Z');

it('tells what the network tells, and nothing else', () => {
  expect(reachOf({ repostCount: 31, likeCount: 0, replyCount: 14 }, 1900, at)).toEqual({
    ...{ followers: 1900, reposts: 31, likes: 0, replies: 14 },
    at: '2026-11-26T10:00:00.000Z',
  });
  expect(reachOf(undefined, undefined, at)).toEqual({ at: '2026-11-26T10:00:00.000Z' });
});

it.each([-1, 1.5, Number.NaN, '7', null])('a figure that is none (%p) is left out', (count) => {
  expect(reachOf({ repostCount: count as number }, 5, at)).not.toHaveProperty('reposts');
});
