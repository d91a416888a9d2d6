import { TemporaryError } from '@filo/connector';
import type { RateBudget } from './rate-budget.js';

/** What somebody only wants to see does not take what the network still allows from reading and answering. */
export const unlessScarce = (network: string, budget: Pick<RateBudget, 'waitMs'>): void => {
  if (budget.waitMs() === 0) return;
  throw new TemporaryError(
    `${network} allows few requests just now, which are kept for reading and answering. Try again in some minutes.`,
    { why: { code: 'requests-scarce', with: { network } } },
  );
};
