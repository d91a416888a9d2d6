import { TemporaryError, wait, type Listening } from '@filo/connector';
import { Bell } from '../../../limits/bell.js';
import { perPage } from '../client/x-client.js';
import { CostsStop } from '../costs/costs-stop.js';
import type { KeptEvents } from './kept-events.js';

/** X allows 900 such requests in a quarter of an hour: whoever asks no faster is never refused. */
const usualPauses = { everyMs: 1_000, againMs: 30_000 };
/** Nothing comes without a ring; a clock takes no endless time. */
const unrungMs = 3_600_000;

interface LookingUp {
  kept: Pick<KeptEvents, 'event' | 'done'>;
  take: (ids: readonly string[]) => Promise<void>;
  listening: Pick<Listening, 'signal'> & { log: Pick<Listening['log'], 'warn'> };
  pauses?: typeof usualPauses;
}

/** Posts that X told of and that are looked at together, in few requests: a storm of them must not use up what X allows. */
export class ToldPosts {
  /** The ids by the name of the event that told of them. */
  readonly #waiting = new Map<string, readonly string[]>();
  #atOnce = perPage;
  readonly #bell = new Bell();

  constructor(private readonly parts: LookingUp) {}

  get #pauses() {
    return this.parts.pauses ?? usualPauses;
  }

  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  add(name: string, ids: readonly string[]): void {
    this.#waiting.set(name, ids);
    this.#bell.ring();
  }

  drop(name: string): void {
    this.#waiting.delete(name);
  }

  /** Until the signal aborts. */
  async run(): Promise<void> {
    const { signal } = this.parts.listening;
    while (!signal.aborted) {
      const names = this.#next();
      if (names.length === 0) await this.#bell.wait(unrungMs, signal);
      else await wait(await this.#look(names), signal);
    }
  }

  /** How long to wait then. */
  async #look(names: readonly string[]): Promise<number> {
    const { kept, take, listening } = this.parts;
    const began = Date.now();
    try {
      await take(await this.#idsOf(names));
      for (const name of names) {
        await kept.done(name);
        this.drop(name);
      }
      this.#atOnce = Math.min(perPage, this.#atOnce * 2);
      return Math.max(0, began + this.#pauses.everyMs - Date.now());
    } catch (error) {
      if (!listening.signal.aborted && !(error instanceof CostsStop))
        listening.log.warn({ err: error, events: names.length }, 'x.told_not_delivered');
      return this.#after(error, names);
    }
  }

  /** They stay where they are, behind the others and in smaller heaps: one of them may be what ails. */
  #after(error: unknown, names: readonly string[]): number {
    for (const name of names) {
      const ids = this.#waiting.get(name);
      this.drop(name);
      if (ids !== undefined) this.#waiting.set(name, ids);
    }
    const { everyMs, againMs } = this.#pauses;
    if (error instanceof CostsStop) return againMs;
    this.#atOnce = Math.ceil(Math.min(this.#atOnce, names.length) / 2);
    return error instanceof TemporaryError || names.length === 1 ? againMs : everyMs;
  }

  /** Of what no other replica has delivered meanwhile. */
  async #idsOf(names: readonly string[]): Promise<string[]> {
    const events = await Promise.all(names.map((name) => this.parts.kept.event(name)));
    return [...new Set(events.flatMap((event) => event?.posts ?? []))];
  }

  #next(): string[] {
    const names: string[] = [];
    let posts = 0;
    for (const [name, ids] of this.#waiting) {
      posts += ids.length;
      if (names.length > 0 && posts > this.#atOnce) break;
      names.push(name);
    }
    return names;
  }
}
