import type { RateBudget } from '../../../limits/rate-budget.js';
import { refusedOnTheWay } from '../fault-of.js';

/** Carries requests of one account to the network, signed in as it. */
export interface NetworkSession {
  readonly budget: RateBudget;
  /** Our own DID; opens the session if it is not. */
  did(): Promise<string>;
  /** As `@atproto/api` calls it, with path and query. */
  readonly fetchHandler: (path: string, init: RequestInit) => Promise<Response>;
  /** The account is gone: the network takes its tokens no more. */
  signOut?(): Promise<void>;
}

/** The library takes a refusal without a name for one of the network. */
export const ofTheNetwork = async (response: Response): Promise<Response> => {
  const { status } = response;
  if (status < 400 || status >= 500 || status === 429 || (await errorNamedBy(response)) !== '')
    return response;
  await response.body?.cancel();
  throw refusedOnTheWay(response);
};

export const errorNamedBy = async (response: Response): Promise<string> => {
  const said = (await response
    .clone()
    .json()
    .catch(() => undefined)) as { error?: unknown } | null | undefined;
  return typeof said?.error === 'string' ? said.error : '';
};
