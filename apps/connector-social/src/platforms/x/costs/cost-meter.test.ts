import { CostMeter } from './cost-meter.js';

const plan = {
  prices: { post: 0.005, user: 0.01, message: 0.01, media: 0.005, write: 0.015, writeWithLink: 0.2 },
  dailyCeiling: 1,
  currency: 'USD',
};

/** The bus, whose next write waits until it is let go, or fails. */
const aBus = () => {
  let held: { value: unknown; revision: number } | undefined;
  const bus = { writes: 0, hold: undefined as Promise<void> | undefined, isAway: false };
  const put = async (_: string, value: unknown) => {
    bus.writes += 1;
    await bus.hold;
    if (bus.isAway) throw new Error('the bus is away');
    held = { value, revision: (held?.revision ?? 0) + 1 };
  };
  const state = { get: () => Promise.resolve(held), create: put, update: put };
  return { bus, meter: new CostMeter({ state } as never, 'shop', plan) };
};
const ids = (count: number, of: string) => Array.from({ length: count }, (_, n) => `${of}${n}`);

it('what is being written on the bus counts as spent already, once', async () => {
  const { bus, meter } = aBus();
  await meter.read({ post: ids(10, 'a') });
  let goOn = (): void => undefined;
  bus.hold = new Promise((resolve) => (goOn = resolve));
  const reading = meter.read({ post: ids(180, 'b') });
  const asked = Promise.all([meter.today(), meter.pace()]);
  const more = meter.read({ post: ids(5, 'c') });
  await new Promise(setImmediate);
  goOn();
  const [spent, pace] = await asked;
  expect(spent.micros).toBeGreaterThanOrEqual(950_000);
  expect(pace.state).toBe('no-reading');
  await Promise.all([reading, more]);
  expect(await meter.today()).toMatchObject({ reads: 195, micros: 975_000 });
});

it('what the bus did not take is counted all the same, and written with the next', async () => {
  const { bus, meter } = aBus();
  bus.isAway = true;
  expect(await meter.read({ post: ids(10, 'a') })).toBe(50_000);
  expect(meter.isPaid('a0')).toBe(true);
  expect(await meter.today()).toMatchObject({ reads: 10, micros: 50_000 });
  bus.isAway = false;
  expect(await meter.read({ post: ['a0', 'b0'] })).toBe(5_000);
  expect(await meter.today()).toMatchObject({ reads: 11, micros: 55_000 });
});

it('what is read while a write is under way goes out in one', async () => {
  const { bus, meter } = aBus();
  await Promise.all(ids(20, 'a').map((id) => meter.read({ post: [id] })));
  expect(bus.writes).toBeLessThanOrEqual(2);
  expect(await meter.today()).toMatchObject({ reads: 20, micros: 100_000 });
});
