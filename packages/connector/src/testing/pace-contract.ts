import { eventually } from '@filo/testing';
import type { FakeCore } from './fake-core.js';
import type { ChannelUnderTest } from './channel-under-test.js';

/** How often a channel looks while its pace is measured. */
export const pacedMs = 1_000;
const measured = 5;
/** Uncounted ones are quick: a slow look of a busy machine may find many. */
const wordsMax = 100;

/**
 * What is written while a healthy account is listened to is on the bus within one look and a second. Each is written as soon as the one before it is heard: where that
 * look is over by then it waits for all of the next. One that the same look still finds has not waited, and is not counted. The middle of the others is
 * held to it, so that one pause of the machine is not.
 */
export const expectPace = async (under: ChannelUnderTest, core: FakeCore): Promise<void> => {
  const waitedMs: number[] = [];
  for (let n = 0; n < wordsMax && waitedMs.length < measured; n++) {
    const text = `said at its pace ${n}.`;
    const written = performance.now();
    await under.write(text);
    await eventually(() => core.texts().some((one) => one.includes(text)), {
      timeoutMs: 20 * pacedMs,
      intervalMs: 10,
    });
    const tookMs = performance.now() - written;
    if (tookMs > pacedMs / 10) waitedMs.push(tookMs);
  }
  expect(waitedMs).toHaveLength(measured);
  const middle = waitedMs.toSorted((a, b) => a - b)[Math.floor(measured / 2)]!;
  expect(middle).toBeLessThanOrEqual(pacedMs + 1_000);
};
