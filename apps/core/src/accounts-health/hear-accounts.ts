import type { Bus } from '@filo/bus';
import { accountHealth, stateBucket, type AccountHealth } from '@filo/contracts';
import type { BeforeApplicationShutdown } from '@nestjs/common';

/**
 * Hears how accounts do: keeps what every instance of every connector said last, as it lies in their buckets under
 * `health.<accountId>.<instance>`.
 */
export class HearAccounts implements BeforeApplicationShutdown {
  /** When it began. */
  readonly since = Date.now();
  readonly #words = new Map<string, Map<string, AccountHealth>>();
  readonly #following = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  /** `news` is called when an instance says something else of an account than before. */
  constructor(
    private readonly bus: Bus,
    private readonly news: () => void = () => undefined,
  ) {}

  /** Resolves when what these connectors said so far is known. While the bus is away nothing new is heard. */
  async follow(connectors: Iterable<string>): Promise<void> {
    if (!this.bus.status().connected) return;
    await Promise.all([...new Set(connectors)].map((connector) => this.#follow(connector)));
  }

  wordsOn(accountId: string): AccountHealth[] {
    return [...(this.#words.get(accountId)?.values() ?? [])];
  }

  beforeApplicationShutdown(): void {
    this.close();
  }

  close(): void {
    this.#stop.abort();
  }

  #follow(connector: string): Promise<void> {
    let following = this.#following.get(connector);
    if (!following) {
      // Unknown is not healthy: an account that nobody speaks for is shown as that, and the next call tries again.
      following = this.#watch(connector).catch(() => void this.#following.delete(connector));
      this.#following.set(connector, following);
    }
    return following;
  }

  async #watch(connector: string): Promise<void> {
    const bucket = await this.bus.bucket(stateBucket(connector));
    await bucket.watch(
      'health.>',
      (key, entry) => this.#take(`${connector} ${key}`, key.split('.')[1] ?? '', entry?.value),
      this.#stop.signal,
    );
  }

  #take(from: string, accountId: string, said: unknown): void {
    const words = this.#words.get(accountId) ?? new Map<string, AccountHealth>();
    const before = words.get(from);
    const { data: word } = accountHealth.safeParse(said);
    if (word) words.set(from, word);
    else words.delete(from);
    if (words.size > 0) this.#words.set(accountId, words);
    else this.#words.delete(accountId);
    if (!isSame(before, word)) this.news();
  }
}

/** Says the same of the account and of each duty, whenever it was said. */
const isSame = (one: AccountHealth | undefined, other: AccountHealth | undefined): boolean =>
  JSON.stringify(gistOf(one)) === JSON.stringify(gistOf(other));

const gistOf = (word: AccountHealth | undefined) =>
  word && [
    word.state,
    word.reason,
    word.limits?.allowed,
    word.besideWords,
    ...Object.entries(word.duties ?? {}).map(([duty, { state, reason }]) => [duty, state, reason]),
  ];
