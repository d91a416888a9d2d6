import { TemporaryError } from '@filo/bus';
import type { Logger } from '@filo/service';
import { isConnectionLost } from '../database/database-errors.js';
import { untilAborted } from '../worker/until-aborted.js';

const firstPauseMs = 250;
const longestPauseMs = 2_000;
/** A look at what is away may hang as well. */
const lookMs = 15_000;
/** Work that fails so often while all is there may itself be what ends Postgres: then its single events are looked at. */
const roundsMax = 5;

/** Nobody's own fault: Postgres, the blob storage or the bus cannot be used right now. */
export const isAway = (error: unknown): boolean => error instanceof TemporaryError || isConnectionLost(error);

interface Hand {
  /** Tells the bus that work goes on. */
  working(): void;
  signal: AbortSignal;
  roundsMax?: number;
}

/**
 * Keeps work in hand while what it needs is away, and does it again when that is back: given back to the bus, it would wait for a delay that
 * grows with an outage that is no fault of its own. Says once that it waits and once that it goes on, however many wait. When it is told to
 * stop it gives the work back at once, for somebody else to take.
 */
export class KeepInHand {
  #waiting: Promise<void> | undefined;

  /** `look` rejects while something is away. */
  constructor(private readonly parts: { look: () => Promise<unknown>; log: Logger }) {}

  async run<Value>(work: () => Promise<Value>, hand: Hand): Promise<Value> {
    const rounds = hand.roundsMax ?? roundsMax;
    for (let round = 1; ; round++) {
      try {
        return await work();
      } catch (error) {
        if (!isAway(error)) throw error;
        if (!hand.signal.aborted && round >= rounds) throw error;
        // What is lost without an outage, such as one connection, is had again at once.
        if (round > 1) await untilAborted(pauseAfter(round - 1), hand.signal);
        this.#waiting ??= this.#untilThere(hand).finally(() => (this.#waiting = undefined));
        await this.#waiting;
        if (hand.signal.aborted)
          throw new TemporaryError('Told to stop while something was away', {
            retryAfterMs: 0,
            cause: error,
          });
      }
    }
  }

  async #untilThere({ working, signal }: Hand): Promise<void> {
    const { log } = this.parts;
    const since = Date.now();
    for (let looks = 1; !signal.aborted; looks++) {
      working();
      const trouble = await this.#trouble(signal);
      const waitedMs = Date.now() - since;
      if (signal.aborted) return;
      if (trouble === undefined && looks > 1) log.info({ waitedMs }, 'all is back; what was in hand goes on');
      if (trouble === undefined) return;
      if (looks === 1) log.warn({ reason: trouble }, 'something is away; what is in hand waits');
      await untilAborted(pauseAfter(looks), signal);
    }
  }

  async #trouble(signal: AbortSignal): Promise<string | undefined> {
    const looked = new AbortController();
    const late = untilAborted(lookMs, AbortSignal.any([signal, looked.signal]));
    try {
      return await Promise.race([
        this.parts.look().then(
          () => undefined,
          (error: unknown) => (error instanceof Error && error.message) || String(error),
        ),
        late.then(() => 'no answer in time'),
      ]);
    } finally {
      looked.abort();
    }
  }
}

const pauseAfter = (times: number): number => Math.min(firstPauseMs * 2 ** (times - 1), longestPauseMs);
