import { pauseWithin } from './rate-limited.js';

/** The part of what the network allows that reading leaves to answers. */
const keptShare = 0.1;

/** The part that listening leaves to answers and to what is said to us. */
const keptFromListening = 0.4;

/** What the network still allows an account to ask, by the headers of its last answer. */
export class RateBudget {
  #limit = 0;
  #remaining = 0;
  #resetAt = 0;

  /** `<prefix>-limit`, `<prefix>-remaining` and `<prefix>-reset`, the last in seconds of Unix time. */
  note(headers: Headers, prefix: string): void {
    const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
      Number(headers.get(`${prefix}-${name}`) ?? Number.NaN),
    ) as [number, number, number];
    if (![limit, remaining, reset].every(Number.isFinite)) return;
    [this.#limit, this.#remaining, this.#resetAt] = [limit, remaining, reset * 1_000];
  }

  /** How long reading has to wait, so that answers can still leave; what is less urgent leaves a larger share. */
  waitMs(now = Date.now(), share = keptShare): number {
    return this.#remaining < this.#limit * share ? pauseWithin(this.#resetAt - now) : 0;
  }

  /** How long listening for what nobody says to us has to wait. */
  restMs(now = Date.now()): number {
    return this.waitMs(now, keptFromListening);
  }
}
