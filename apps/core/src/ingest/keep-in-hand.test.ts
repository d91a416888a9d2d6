import { TemporaryError } from '@filo/bus';
import { createLogger } from '@filo/service';
import { KeepInHand } from './keep-in-hand.js';

const lines: string[] = [];
const log = createLogger({
  service: 'test',
  level: 'info',
  destination: { write: (line) => void lines.push((JSON.parse(line) as { event: string }).event) },
});
beforeEach(() => void lines.splice(0));

const lost = new Error('Connection terminated unexpectedly');
const there = () => Promise.resolve();
const never = () => new AbortController().signal;
const working = () => undefined;

it('does again at once, and without a word, what lost its connection while the database is there', async () => {
  let times = 0;
  const work = () => (times++ === 0 ? Promise.reject(lost) : Promise.resolve('stored'));
  const keep = new KeepInHand({ look: there, log });
  expect(await keep.run(work, { working, signal: never() })).toBe('stored');
  expect(lines).toEqual([]);
});

it('gives up what ends its connection again and again while the database is there', async () => {
  let times = 0;
  const work = () => (times++, Promise.reject(lost));
  const keep = new KeepInHand({ look: there, log });
  await expect(keep.run(work, { working, signal: never(), roundsMax: 3 })).rejects.toBe(lost);
  expect(times).toBe(3);
});

it('leaves a fault of its own alone', async () => {
  let times = 0;
  const fault = new RangeError('no such time');
  const keep = new KeepInHand({ look: () => Promise.reject(lost), log });
  const work = () => (times++, Promise.reject(fault));
  await expect(keep.run(work, { working, signal: never() })).rejects.toBe(fault);
  expect(times).toBe(1);
});

it('tells the bus that it works, says once for all that wait that something is away, and once that it is back', async () => {
  let [isThere, told] = [false, 0];
  const keep = new KeepInHand({ look: () => (isThere ? there() : Promise.reject(lost)), log });
  const work = () => (isThere ? Promise.resolve('stored') : Promise.reject(new TemporaryError('no bucket')));
  const hand = { working: () => void (isThere = ++told > 2), signal: never() };
  expect(await Promise.all([keep.run(work, hand), keep.run(work, hand)])).toEqual(['stored', 'stored']);
  expect(lines).toEqual([
    'something is away; what is in hand waits',
    'all is back; what was in hand goes on',
  ]);
});

it('gives back at once when it is told to stop, also while the database answers nothing', async () => {
  const stop = new AbortController();
  const keep = new KeepInHand({ look: () => (stop.abort(), new Promise(() => {})), log });
  const given = keep.run(() => Promise.reject(lost), { working, signal: stop.signal });
  await expect(given).rejects.toMatchObject({ name: 'TemporaryError', options: { retryAfterMs: 0 } });
});
