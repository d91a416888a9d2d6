import { CostMeter } from '../costs/cost-meter.js';
import { followFindings } from './follow-findings.js';

const prices = { post: 0.005, user: 0.01, message: 0.01, media: 0.005, write: 0.015, writeWithLink: 0.2 };

/** An X that calls posts deleted, protected or changed which stand there all the same, and takes money for each. */
const atOddX = (missing: readonly string[] = []) => {
  const meter = new CostMeter(undefined, 'shop', { prices, dailyCeiling: 1, currency: 'USD' });
  const noted: string[] = [];
  let looks = 0;
  const client = {
    access: { meter, budgetOf: () => ({ waitMs: () => 0, restMs: () => 0 }) },
    look: async (ids: readonly string[]) => {
      looks += 1;
      const gone = ids.filter((id) => missing.includes(id));
      await meter.read({ post: ids.filter((id) => !gone.includes(id)) }, 'deletions');
      return { missing: gone, changed: new Map() };
    },
  };
  const listening = { signal: new AbortController().signal, log: { warn: () => undefined } };
  const suspects = {
    note: async ({ missing: of }: { missing: readonly string[] }) => void noted.push(...of),
  };
  const follow = (reason: string, ids: readonly string[]) =>
    followFindings(
      listening as never,
      ids.map((id) => ({ id, action: 'delete', reason })) as never,
      { client, suspects, changes: {}, now: 0, goneAfterMs: 0 } as never,
    );
  return { meter, noted, follow, looks: () => looks };
};
const ids = (many: number) => Array.from({ length: many }, (_, n) => String(1_000 + n));

it('posts that X calls hidden and that stand there all the same are looked for as far as the money goes', async () => {
  const { meter, follow, looks } = atOddX();
  await follow('protected', ids(1_000));
  expect(looks()).toBe(1);
  expect((await meter.today()).micros).toBe(500_000);
});

it('what is gone costs nothing and is looked for to the end, whatever is spent', async () => {
  const all = ids(1_000);
  const { meter, noted, follow } = atOddX(all);
  await meter.read({ post: Array.from({ length: 100 }, (_, n) => `said ${n}`) });
  await follow('deactivated', all);
  expect(noted).toEqual(all);
});
