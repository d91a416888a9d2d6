import type { CostMeter } from './cost-meter.js';

/** How many posts may still be read today until the day's costs come to this part of the ceiling. */
export const affordablePosts = async (
  meter: Pick<CostMeter, 'plan' | 'today'>,
  share: number,
): Promise<number> => {
  const { dailyCeiling, prices } = meter.plan;
  const price = Math.round(prices.post * 1e6);
  if (dailyCeiling <= 0 || price <= 0) return Infinity;
  const left = Math.round(dailyCeiling * share * 1e6) - (await meter.today()).micros;
  return Math.max(0, Math.floor(left / price));
};
