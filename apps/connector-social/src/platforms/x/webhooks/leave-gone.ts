import { PermanentError, type Listening, type OwnMemory, type Reason } from '@filo/connector';
import { z } from 'zod';
import { Bell } from '../../../limits/bell.js';
import type { XHooksClient } from '../client/x-hooks-client.js';
import { appMark } from './hook-book.js';
import { stillTellsOfGone } from './in-words.js';
import { leaveHook } from './keep-hook.js';
import { pauseAfter } from './keep-left.js';
import { heldOfGone, leftAt, ofPlacesKey, placesKeys, type AppKeys } from './told-places.js';

/** At the start the bus may still be filled with accounts. */
const settleMs = 60_000;
const lookMs = 3_600_000;
/** Keys that were taken back, or an app that is gone, are no different from any other refusal. */
const givenUpMs = 30 * 86_400_000;

const keys = z.object({ appKey: z.string(), appSecret: z.string() });

export interface LeavingGone {
  memory(): OwnMemory;
  hooksOf(app: AppKeys): XHooksClient;
  settleMs?: number | undefined;
}

export interface Running {
  signal: AbortSignal;
  log: Pick<Listening['log'], 'warn' | 'error'>;
  /** How it does, in words for whoever looks after the service; undefined: there is nothing to say. */
  say(trouble: readonly Reason[] | undefined): void;
}

/** X may still tell of accounts, or by apps, that are gone here, and takes money for it: it is told to stop until it has. */
export class LeaveGone {
  /** The app of each account that is here, once it is known. */
  readonly #here = new Map<string, { app: string | undefined }>();
  readonly #bell = new Bell();

  constructor(private readonly parts: LeavingGone) {}

  hold(accountId: string): () => void {
    const holding = { app: undefined };
    this.#here.set(accountId, holding);
    return () => {
      if (this.#here.get(accountId) === holding) this.#here.delete(accountId);
    };
  }

  opened({ accountId, appKey }: { accountId: string; appKey: string }): void {
    const holding = this.#here.get(accountId);
    if (holding !== undefined) holding.app = appMark(appKey);
  }

  /** An account has gone just now. */
  look(): void {
    this.#bell.ring();
  }

  /** Until the signal aborts; begun when the accounts that are here are known. */
  async run(running: Running): Promise<void> {
    const { signal, log, say } = running;
    await this.#bell.wait(this.parts.settleMs ?? settleMs, signal);
    for (let failures = 0; !signal.aborted;) {
      try {
        await this.#leaveAll(running);
        failures = 0;
        say(undefined);
        await this.#bell.wait(lookMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error }, 'x.gone_not_left');
        say(stillTellsOfGone(error));
        await this.#bell.wait(pauseAfter(failures, error), signal);
        failures += 1;
      }
    }
  }

  async #leaveAll(running: Running): Promise<void> {
    const gone = (await placesKeys(this.parts.memory().state)).filter((key) => !this.#isHere(key));
    let trouble: unknown;
    for (const key of gone) {
      running.signal.throwIfAborted();
      try {
        await this.#leave(key, running);
      } catch (error) {
        // It may be here again; whoever opens it says what X is to tell.
        if (!this.#isHere(key)) trouble = error;
      }
    }
    if (trouble !== undefined) throw trouble;
  }

  async #leave(key: string, { signal, log }: Running): Promise<void> {
    const memory = this.parts.memory();
    const held = await heldOfGone(memory, key);
    if (held === undefined) return;
    const { goneAt, revision } = held;
    const throwIfAborted = () => {
      signal.throwIfAborted();
      if (this.#isHere(key)) throw new PermanentError('here-again', 'The account is here again.');
    };
    try {
      const app = keys.parse(memory.open(key, held.value.sealed));
      await leaveHook(this.parts.hooksOf(app), held.value, { throwIfAborted });
      throwIfAborted();
    } catch (error) {
      if (signal.aborted || Date.now() - goneAt < givenUpMs) throw error;
      log.error({ err: error }, 'x.gone_given_up');
    }
    if (!(await leftAt(memory, key, revision))) this.look();
  }

  #isHere(key: string): boolean {
    const { accountId, app } = ofPlacesKey(key);
    const holding = this.#here.get(accountId);
    return holding !== undefined && (holding.app === undefined || holding.app === app);
  }
}
