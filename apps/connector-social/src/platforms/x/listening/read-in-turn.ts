import { reasonOf, type Reason } from '@filo/connector';
import { RateLimited } from '../../../limits/rate-limited.js';
import type { XAccess } from '../client/x-access.js';

export interface Look {
  /** Names the window by which X allows it. */
  request: string;
  run(): Promise<void>;
}

/** Looks at several lists. X allows each by a window of its own: one that rests keeps no other waiting. */
export class ReadInTurn {
  readonly #resting = new Map<string, { until: number; reason: Reason }>();

  constructor(private readonly access: Pick<XAccess, 'budgetOf'>) {}

  /** What X keeps from being read now. Throws what concerns all of them. */
  async run(looks: readonly Look[]): Promise<Reason[]> {
    for (const { request, run } of looks) {
      if (this.#rests(request)) continue;
      this.#resting.delete(request);
      try {
        await run();
      } catch (error) {
        if (!(error instanceof RateLimited)) throw error;
        this.#resting.set(request, { until: Date.now() + error.afterMs, reason: reasonOf(error) });
      }
    }
    const reasons = [...this.#resting.values()].map(({ reason }) => reason);
    return reasons.filter(({ words }, n) => reasons.findIndex((one) => one.words === words) === n);
  }

  #rests(request: string): boolean {
    return (
      Date.now() < (this.#resting.get(request)?.until ?? 0) || this.access.budgetOf(request).waitMs() > 0
    );
  }
}
