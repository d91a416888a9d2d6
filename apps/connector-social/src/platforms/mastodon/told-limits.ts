import { MastoHttpError } from 'masto';
import type { RateBudget } from '../../limits/rate-budget.js';

/** Notes what an instance still allows, by the headers of an answer: it tells by an instant when the limit is over. */
export const noteTold = (budget: RateBudget, headers: Headers): void => {
  const told = new Headers(headers);
  told.set('x-ratelimit-reset', String(Date.parse(headers.get('x-ratelimit-reset') ?? '') / 1_000));
  budget.note(told, 'x-ratelimit');
};

/** The same of a refusal, which counts as any other answer; nothing of an error that is none. */
export const noteRefusal = (budget: RateBudget, error: unknown): void => {
  if (error instanceof MastoHttpError && error.cause instanceof Response)
    noteTold(budget, error.cause.headers);
};
