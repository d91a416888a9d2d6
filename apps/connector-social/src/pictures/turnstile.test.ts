import { setImmediate } from 'node:timers/promises';
import { Turnstile } from './turnstile.js';

it('lets so many run at once, and all of them in the end, also when some fail', async () => {
  const turnstile = new Turnstile(3);
  let [running, most] = [0, 0];
  const work = async (n: number) => {
    most = Math.max(most, (running += 1));
    await setImmediate();
    running -= 1;
    if (n % 5 === 0) throw new Error('no picture');
    return n;
  };
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => turnstile.pass(() => work(n))));
  expect(most).toBe(3);
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
});
