import { TemporaryError } from '../errors.js';
import { Openings } from './openings.js';

test('closing waits for what is being opened, and opens nothing after that', async () => {
  const openings = new Openings();
  let answer = (_: string) => {};
  const opened = openings.open(() => new Promise<string>((resolve) => (answer = resolve)));
  let isClosed = false;
  const closed = openings.close(60_000).then(() => (isClosed = true));
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  const begin = import.meta.jest.fn(() => Promise.resolve('late'));
  await expect(openings.open(begin)).rejects.toThrow(TemporaryError);
  expect(begin).not.toHaveBeenCalled();
  answer('a list');
  expect(await opened).toBe('a list');
  await closed;
});

test('closing does not wait for a server that is away, nor for what failed', async () => {
  const openings = new Openings();
  await expect(openings.open(() => Promise.reject(new Error('no such bucket')))).rejects.toThrow(
    'no such bucket',
  );
  void openings.open(() => new Promise(() => {}));
  await openings.close(20);
});
