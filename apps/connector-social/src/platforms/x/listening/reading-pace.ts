import { CostsStop } from '../costs/costs-stop.js';
import type { XClient } from '../client/x-client.js';

/** What today's money and X itself let an account read. */
export class ReadingPace {
  constructor(
    private readonly client: XClient,
    private readonly signal: AbortSignal,
  ) {}

  /** What is new: until little is left but for answers. Throws `CostsStop`. */
  readonly mayGoOn = async (): Promise<void> => {
    this.signal.throwIfAborted();
    const { state } = await this.client.access.meter.pace();
    if (state === 'no-reading' || state === 'nothing') throw new CostsStop();
  };

  /** What lies further back has half of the ceiling, so that there is always money for what is new. */
  readonly mayReadBack = async (request: string): Promise<boolean> => {
    this.signal.throwIfAborted();
    const { access } = this.client;
    return access.budgetOf(request).waitMs() === 0 && (await access.meter.pace()).state === 'free';
  };
}
