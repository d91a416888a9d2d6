import { TemporaryError, type Listening, type Reason } from '@filo/connector';
import { Turns } from '@filo/service';
import { Bell } from '../../../limits/bell.js';
import { CountPaid } from '../costs/count-paid.js';
import type { XHooksClient } from '../client/x-hooks-client.js';
import type { HookEvent } from './hook-event.js';
import { notFound, notTelling, stillTellsToday, tellsAtOnce, tooDear, tooDearButFormer } from './in-words.js';
import { keepHook, restHook } from './keep-hook.js';
import type { KeptEvents } from './kept-events.js';
import { takePosts, takeWords, type Taking } from './take-event.js';
import type { Told, ToldPlaces } from './told-places.js';
import { ToldPosts } from './told-posts.js';

/** What was kept and could not be delivered is tried again, and the money of the day looked at. */
const usualAgainMs = 30_000;
/** X asks every hour whether we still answer; so do we. */
const lookMs = 3_600_000;
const lookAgainMs = 5 * 60_000;
/** By then the lists have told of it, or X has forgotten it. */
const givenUpMs = 7 * 86_400_000;

export interface Telling {
  hooks: XHooksClient;
  kept: KeptEvents;
  taking: Taking;
  places: ToldPlaces;
  againMs?: number;
}

/** What X tells of one account: kept on the bus first, then delivered; what a death leaves behind is delivered by whoever comes next. */
export class Door {
  readonly #busy = new Set<string>();
  readonly #turns = new Turns(4);
  readonly #posts: ToldPosts;
  readonly #paid: CountPaid;
  readonly #bell = new Bell();
  #isDear = false;
  readonly #troubles: { hook?: Reason[] | undefined; bus?: Reason[] | undefined } = {};

  constructor(
    private readonly listening: Listening,
    private readonly telling: Telling,
  ) {
    const { kept, taking } = telling;
    this.#paid = new CountPaid(taking.client.access.meter, async () => {
      if (!this.#isDear && (await this.#costsTooMuch())) this.#bell.ring();
    });
    this.#posts = new ToldPosts({ kept, listening, take: (ids) => takePosts(ids, taking) });
  }

  readonly keep = async (event: HookEvent, body: Uint8Array): Promise<'kept' | 'known'> => {
    const name = await this.telling.kept.keep(event, body);
    if (name === undefined) return 'known';
    if (event.messages.length + event.deleted.length > 0) void this.#deliver(name);
    else this.#posts.add(name, event.posts);
    return 'kept';
  };

  /** What X tells costs whether or not it is read: where that spends the money, X is told to stop at once. */
  readonly count = ({ paid }: HookEvent): void => this.#paid.add(paid);

  /** Until the signal aborts. */
  async run(told: Told): Promise<void> {
    await Promise.all([this.#posts.run(), this.#stand(told)]);
  }

  async #stand(told: Told): Promise<void> {
    const { signal } = this.listening;
    for (let nextLook = 0; !signal.aborted;) {
      const wasDear = this.#isDear;
      this.#isDear = await this.#costsTooMuch();
      if (Date.now() >= nextLook || this.#isDear !== wasDear)
        nextLook = Date.now() + ((await this.#look(told)) ? lookMs : lookAgainMs);
      await this.#deliverOpen();
      await this.#bell.wait(this.telling.againMs ?? usualAgainMs, signal);
    }
  }

  /** X takes money for each event, and what little is left of a day is kept for answers. */
  async #costsTooMuch(): Promise<boolean> {
    const pace = await this.telling.taking.client.access.meter.pace().catch(() => undefined);
    return pace === undefined ? this.#isDear : ['no-reading', 'nothing'].includes(pace.state);
  }

  async #look(told: Told): Promise<boolean> {
    try {
      this.#troubles.hook = await this.#tellX(told);
      await this.telling.kept.forgetMarks();
      return true;
    } catch (error) {
      this.#troubles.hook = this.#isDear ? stillTellsToday(error) : notTelling(error, told.url);
      return false;
    }
  }

  /** What is to be said of it. */
  async #tellX(told: Told): Promise<Reason[] | undefined> {
    const { hooks, places } = this.telling;
    const { cursor, signal } = this.listening;
    const noted = { places, cursor, signal };
    if (this.#isDear) return [(await restHook(hooks, told, noted)).former ? tooDearButFormer : tooDear];
    await keepHook(hooks, told, noted);
    return undefined;
  }

  async #deliverOpen(): Promise<void> {
    const names = await this.#open();
    this.#tell();
    await Promise.all(names.map((name) => this.#deliver(name)));
  }

  async #open(): Promise<string[]> {
    try {
      const names = await this.telling.kept.open();
      this.#troubles.bus = undefined;
      return names;
    } catch (error) {
      if (!(error instanceof TemporaryError)) throw error;
      this.listening.log.warn({ err: error }, 'x.told_not_found');
      this.#troubles.bus = notFound(error);
      return [];
    }
  }

  #tell(): void {
    const { hook = [], bus = [] } = this.#troubles;
    const troubles = [...hook, ...bus];
    if (troubles.length === 0) this.listening.health('ok', tellsAtOnce);
    else this.listening.health('degraded', troubles);
  }

  async #deliver(name: string): Promise<void> {
    if (this.#busy.has(name) || (this.#posts.has(name) && isYoung(name))) return;
    this.#busy.add(name);
    try {
      await this.#turns.take(() => this.#take(name));
    } catch (error) {
      // It stays where it is.
      if (!this.listening.signal.aborted) this.listening.log.warn({ err: error }, 'x.told_not_delivered');
    } finally {
      this.#busy.delete(name);
    }
  }

  async #take(name: string): Promise<void> {
    const { kept, taking } = this.telling;
    this.listening.signal.throwIfAborted();
    const event = await kept.event(name);
    if (event === undefined) return;
    if (!isYoung(name)) {
      this.listening.log.error({ posts: event.posts.length }, 'x.told_given_up');
      this.#posts.drop(name);
      return kept.done(name);
    }
    await takeWords(event, taking);
    if (event.posts.length > 0) this.#posts.add(name, event.posts);
    else await kept.done(name);
  }
}

const isYoung = (name: string): boolean => Date.now() - Number(name.split('.')[0]) < givenUpMs;
