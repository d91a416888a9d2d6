import { Pace } from './pace.js';

const paced = (): { pace: Pace; clock: { ms: number } } => {
  const clock = { ms: 5000 };
  return { clock, pace: new Pace(() => clock.ms) };
};

it('comes to about n of a steady n a second, in batches of any size', () => {
  for (const size of [1, 10, 50]) {
    const { pace, clock } = paced();
    for (let taken = 0; taken < 600; taken += size) {
      clock.ms += (size * 1000) / 60;
      pace.add(size);
    }
    expect(pace.perSecond).toBeGreaterThan(59);
    expect(pace.perSecond).toBeLessThan(60 + size);
  }
});

it('forgets what was taken in some seconds ago', () => {
  const { pace, clock } = paced();
  pace.add(500);
  clock.ms += 10_000;
  expect(pace.perSecond).toBeLessThan(1);
});

it('is nothing before the first message', () => {
  expect(paced().pace.perSecond).toBe(0);
});
