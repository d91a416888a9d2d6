import type { Read } from './cost-meter.js';
import { CountPaid } from './count-paid.js';

it('a storm is counted in few steps, and each of it once', async () => {
  const read: Read[] = [];
  let goOn = (): void => undefined;
  const counting = new CountPaid({
    read: (one) => {
      read.push(one);
      return new Promise((resolve) => (goOn = () => resolve(0)));
    },
  });
  for (let n = 0; n < 100; n += 1) counting.add({ post: [`${n}`] });
  counting.add({ message: ['m'] });
  expect(read).toEqual([{ post: ['0'], message: [] }]);
  goOn();
  await new Promise(setImmediate);
  expect(read).toHaveLength(2);
  expect(read[1]).toEqual({ post: Array.from({ length: 99 }, (_, n) => `${n + 1}`), message: ['m'] });
  goOn();
  await new Promise(setImmediate);
  counting.add({ post: ['later'] });
  expect(read).toHaveLength(3);
});
