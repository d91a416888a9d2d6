import { PublishWindow } from './publish-window.js';

test('never more than its size at once, everything runs, in order', async () => {
  const window = new PublishWindow(3);
  let underWay = 0;
  let most = 0;
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      window.run(async () => {
        order.push(index);
        most = Math.max(most, (underWay += 1));
        await Promise.resolve();
        underWay -= 1;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(order).toEqual(Array.from({ length: 50 }, (_, index) => index));
});

test('a failing work gives its place back', async () => {
  const window = new PublishWindow(1);
  await expect(window.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await window.run(() => Promise.resolve('next'))).toBe('next');
});
