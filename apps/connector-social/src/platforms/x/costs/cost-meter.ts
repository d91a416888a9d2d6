import type { OwnMemory } from '@filo/connector';
import { z } from 'zod';
import { dayOf, paceOf, type Pace } from './pace-of.js';

/** In the currency of the ceiling, for each. */
export interface Prices {
  post: number;
  user: number;
  message: number;
  media: number;
  write: number;
  writeWithLink: number;
}

export interface CostPlan {
  prices: Prices;
  /** For one account and day; 0: none. */
  dailyCeiling: number;
  currency: string;
}

/** Ids of what X handed over. */
export type Read = Partial<Record<'post' | 'user' | 'message' | 'media', readonly string[]>>;

/** What is read to see whether it still stands there, and not to hear what is said. */
export type Purpose = 'deletions';

const spent = z.object({
  day: z.string(),
  reads: z.int(),
  writes: z.int(),
  /** In millionths, so that adding loses nothing. */
  micros: z.int(),
  /** Of those: to see what was deleted. An earlier release did not say. */
  deletionMicros: z.int().default(0),
});
/** What an account has spent on one day. */
export type Spent = z.infer<typeof spent>;

const conflictsMax = 5;

/**
 * Counts what an account costs at X, by day, where a restart does not lose it: on the bus, shared by all replicas. X takes money
 * once a day for the same thing; what was read before a restart is counted again, so that the count is never too low.
 */
export class CostMeter {
  #seen = { day: '', things: new Set<string>() };
  /** Counted here and not yet on the bus. */
  #open: Spent | undefined;
  /** One after another: a sum that is asked for while another is being written would lack it. */
  #turn: Promise<unknown> = Promise.resolve();
  /** In millionths: what has begun here and is not counted yet. */
  #onItsWay = 0;

  constructor(
    private readonly memory: OwnMemory | undefined,
    private readonly accountId: string,
    readonly plan: CostPlan,
  ) {}

  /** @returns millionths of the currency that this alone cost, whatever else is read meanwhile */
  async read(read: Read, purpose?: Purpose): Promise<number> {
    const fresh = this.#fresh(read);
    const micros = fresh.reduce((sum, kind) => sum + microsOf(this.plan.prices[kind]), 0);
    const deletionMicros = purpose === 'deletions' ? micros : 0;
    if (fresh.length > 0) await this.#add({ reads: fresh.length, writes: 0, micros, deletionMicros });
    return micros;
  }

  async wrote(text: string): Promise<void> {
    await this.#add({ reads: 0, writes: 1, micros: this.costOf([text]), deletionMicros: 0 });
  }

  /**
   * Does what costs so many millionths, which count as spent for whatever else begins meanwhile: what begins at the same moment does not spend the same
   * money. `mayBegin` throws where there is none; `counted` is the pace without what is on its way, of which some may come to nothing.
   */
  async spending<Done>(
    micros: number,
    mayBegin: (pace: Pace, counted: Pace) => void,
    work: () => Promise<Done>,
  ): Promise<Done> {
    await this.#inTurn(async () => {
      const counted = (await this.#sumOfToday()).micros;
      mayBegin(this.#paceAt(counted + this.#onItsWay), this.#paceAt(counted));
      this.#onItsWay += micros;
    });
    try {
      return await work();
    } finally {
      this.#onItsWay -= micros;
    }
  }

  /** What these cost to be said, in millionths. */
  costOf(texts: readonly string[]): number {
    const { write, writeWithLink } = this.plan.prices;
    return texts.reduce((total, text) => total + microsOf(hasLink(text) ? writeWithLink : write), 0);
  }

  today(): Promise<Spent> {
    return this.#inTurn(() => this.#sumOfToday());
  }

  async pace(): Promise<Pace> {
    return this.#paceAt((await this.today()).micros);
  }

  #paceAt(micros: number): Pace {
    return paceOf(micros / 1e6, this.plan.dailyCeiling);
  }

  async #sumOfToday(): Promise<Spent> {
    const held = await this.#held();
    return sum(dayOf(Date.now()), held?.value, this.#open);
  }

  /** Whether X has taken today's money for this post, as far as this process knows. */
  isPaid(postId: string): boolean {
    return this.#seenToday().has(`post ${postId}`);
  }

  #seenToday(): Set<string> {
    const day = dayOf(Date.now());
    if (this.#seen.day !== day) this.#seen = { day, things: new Set() };
    return this.#seen.things;
  }

  #fresh(read: Read): (keyof Read)[] {
    const things = this.#seenToday();
    return (Object.keys(read) as (keyof Read)[]).flatMap((kind) =>
      [...new Set(read[kind])].flatMap((id) => {
        const thing = `${kind} ${id}`;
        if (things.has(thing)) return [];
        things.add(thing);
        return [kind];
      }),
    );
  }

  async #add(more: Omit<Spent, 'day'>): Promise<void> {
    const day = dayOf(Date.now());
    this.#open = sum(day, this.#open, { day, ...more });
    if (this.memory !== undefined) await this.#inTurn(() => this.#storeOpen());
  }

  async #storeOpen(): Promise<void> {
    const adding = this.#open;
    // It went out with what was counted before it.
    if (adding === undefined) return;
    this.#open = undefined;
    try {
      await this.#store(adding);
    } catch {
      // The bus is away: it is added with the next.
      this.#openAgain(adding);
    }
  }

  #inTurn<Done>(work: () => Promise<Done>): Promise<Done> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #openAgain(adding: Spent): void {
    const { day } = adding;
    if (this.#open === undefined || this.#open.day <= day) this.#open = sum(day, adding, this.#open);
  }

  async #store(adding: Spent): Promise<void> {
    const { state } = this.memory!;
    const { day } = adding;
    for (let tries = 1; ; tries += 1) {
      const held = await this.#held();
      if (isOver(day, held?.value)) return;
      const all = sum(day, held?.value, adding);
      try {
        await (held
          ? state.update(costsKey(this.accountId), all, held.revision)
          : state.create(costsKey(this.accountId), all));
        return;
      } catch (error) {
        if (tries === conflictsMax) throw error;
      }
    }
  }

  async #held(): Promise<{ value: Spent | undefined; revision: number } | undefined> {
    const held = await this.memory?.state.get(costsKey(this.accountId));
    return held && { value: spent.safeParse(held.value).data, revision: held.revision };
  }
}

/** So much may the clocks of two replicas differ. */
const clocksMs = 3_600_000;

/** Another has begun the next day: what was spent on this one would take its count away. A clock that runs a day ahead begins none. */
const isOver = (day: string, held: Spent | undefined): boolean =>
  held !== undefined && held.day > day && held.day <= dayOf(Date.now() + clocksMs);

/** Where the count of an account lies. */
export const costsKey = (accountId: string): string => `x-costs.${accountId}`;

/** X makes a link of an address without a scheme too. What only looks like one counts as one, so that the count is never too low. */
const hasLink = (text: string): boolean =>
  /https?:\/\/|[\p{L}\p{N}]\.\p{L}{2,}/iu.test(text.replaceAll(mailAddress, ' '));

const mailAddress = /[\w.+-]{1,64}@[\w-][\w.-]{0,253}/g;

const microsOf = (price: number): number => Math.round(price * 1e6);

/** Of one day; what is of another counts nothing. */
const sum = (day: string, ...all: (Spent | undefined)[]): Spent =>
  all
    .filter((one) => one?.day === day)
    .reduce<Spent>(
      (total, one) => ({
        day,
        reads: total.reads + one!.reads,
        writes: total.writes + one!.writes,
        micros: total.micros + one!.micros,
        deletionMicros: total.deletionMicros + one!.deletionMicros,
      }),
      { day, reads: 0, writes: 0, micros: 0, deletionMicros: 0 },
    );
