import type { Reason } from '@filo/connector';
import type { AccountCosts } from '@filo/contracts';
import { walkShare } from '../deletions/walk.js';
import type { CostPlan, Spent } from './cost-meter.js';
import type { Pace } from './pace-of.js';

/** As the account shows it, whatever follows from it. */
export const costsToShow = (
  { state }: Pace,
  { day, reads, writes, micros, deletionMicros }: Spent,
  { dailyCeiling, currency }: CostPlan,
): AccountCosts => ({
  ...{ day, reads, writes, currency, pace: state },
  amount: micros / 1e6,
  ceiling: dailyCeiling === 0 ? null : dailyCeiling,
  deletions: {
    amount: deletionMicros / 1e6,
    upTo: dailyCeiling === 0 ? null : Math.round(dailyCeiling * walkShare * 1e6) / 1e6,
  },
});

/** What the spending of today means for the account; undefined while it means nothing. */
export const costsInWords = (
  { state }: Pace,
  { micros }: Spent,
  { dailyCeiling, currency }: CostPlan,
): Reason | undefined => {
  const amount = `${(micros / 1e6).toFixed(2)} of ${dailyCeiling.toFixed(2)} ${currency}`;
  const named = { spent: (micros / 1e6).toFixed(2), ceiling: dailyCeiling.toFixed(2), currency };
  const told = (words: string): Reason => ({ words, why: { code: `costs-${state}`, with: named } });
  switch (state) {
    case 'free':
      return undefined;
    case 'slow':
      return told(
        `${amount} are spent at X today, so that it is read less often, and that nobody looks again how far posts spread. Nothing is lost.`,
      );
    case 'no-reading':
      return told(
        `${amount} are spent at X today: reading stops until midnight UTC, the rest is kept for answers. Nothing is lost; raise the daily ceiling to go on at once.`,
      );
    case 'nothing':
      return told(
        `${amount} are spent at X today: reading stops and answers wait until midnight UTC. Nothing is lost; raise the daily ceiling to go on at once.`,
      );
  }
};
