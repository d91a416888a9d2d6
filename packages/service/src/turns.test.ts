import { Turns } from './turns.js';

describe('turns', () => {
  it('let no more than so many run at once, each in its order, and go on after a failure', async () => {
    const turns = new Turns(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3, 4].map((n) =>
      turns.take(async () => {
        started.push(n);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (n === 0) throw new Error('failed');
        return n;
      }),
    );
    const settled = Promise.allSettled(all);
    for (let ended = 0; ended < all.length; ended++) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(started).toEqual([0, 1, 2, 3, 4].slice(0, Math.min(5, ended + 2)));
      ends[ended]!();
    }
    expect((await settled).map(({ status }) => status)).toEqual([
      'rejected',
      ...Array.from({ length: 4 }, () => 'fulfilled'),
    ]);
  });
});
