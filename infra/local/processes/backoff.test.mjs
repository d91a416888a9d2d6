import { nextRestart } from './backoff.mjs';

test('pauses grow from half a second to thirty', () => {
  const waits = [];
  for (let failures = 0; failures < 8;) {
    const next = nextRestart({ failures, livedMs: 10 });
    waits.push(next.waitMs);
    failures = next.failures;
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
});

test('fifteen seconds of life forgive earlier crashes', () => {
  expect(nextRestart({ failures: 9, livedMs: 15_000 })).toEqual({ failures: 1, waitMs: 500 });
});
