import type { Read } from './cost-meter.js';
import { CountPaid } from './count-paid.js';

it('a storm is counted in few steps, and each of it once', async () => {
  const read: Read[] = [];
  let goOn = (): void => undefined;
  let steps = 0;
  const meter = {
    read: (one: Read) => {
      read.push(one);
      return new Promise<number>((resolve) => (goOn = () => resolve(0)));
    },
  };
  const counting = new CountPaid(meter, async () => void (steps += 1));
  for (let n = 0; n < 100; n += 1) counting.add({ post: [`${n}`] });
  counting.add({ message: ['m'] });
  expect(read).toEqual([{ post: ['0'], message: [] }]);
  goOn();
  await new Promise(setImmediate);
  expect(read).toHaveLength(2);
  expect(read[1]).toEqual({ post: Array.from({ length: 99 }, (_, n) => `${n + 1}`), message: ['m'] });
  goOn();
  await new Promise(setImmediate);
  expect(steps).toBe(2);
  counting.add({ post: ['later'] });
  expect(read).toHaveLength(3);
});
