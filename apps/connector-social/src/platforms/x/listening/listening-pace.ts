import { TemporaryError } from '@filo/connector';
import type { XClient } from '../client/x-client.js';
import { paceOf, untilTomorrowMs, type Pace } from '../costs/pace-of.js';

/** The part of the daily ceiling that listening may bring the day's costs to; the rest is for what is said to us, and for answers. */
const listeningShare = 0.5;
/** Somebody may raise the ceiling meanwhile. */
const againMs = 5 * 60_000;

/** What today's money lets listening read: it is the first to slow down, and the first to stop. */
export class ListeningPace {
  constructor(
    private readonly client: XClient,
    private readonly signal: AbortSignal,
  ) {}

  async factor(): Promise<number> {
    return (await this.#pace()).factor;
  }

  readonly mayGoOn = async (): Promise<void> => {
    if (await this.mayReadBack()) return;
    throw new TemporaryError(
      'What listening may cost at X today is spent: half of the daily ceiling, the rest is kept for mentions and answers. Nothing is lost that X still finds tomorrow; listening goes on at midnight UTC, or with a higher ceiling.',
      {
        retryAfterMs: Math.min(againMs, untilTomorrowMs(Date.now())),
        why: { code: 'costs-stop-listening' },
      },
    );
  };

  readonly mayReadBack = async (): Promise<boolean> => {
    this.signal.throwIfAborted();
    const { state } = await this.#pace();
    return state !== 'no-reading' && state !== 'nothing';
  };

  async #pace(): Promise<Pace> {
    const { meter } = this.client.access;
    return paceOf((await meter.today()).micros / 1e6, meter.plan.dailyCeiling * listeningShare);
  }
}
