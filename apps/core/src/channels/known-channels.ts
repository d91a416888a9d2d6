import { Bus } from '@filo/bus';
import { announcedChannel, announcedKey, stateBucket, type AnnouncedChannel } from '@filo/contracts';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { ConnectorNames } from '../accounts/connector-names.js';

/** What connectors announced of their channels, as it lies in their buckets: it stays when they are away. */
@Injectable()
export class KnownChannels implements BeforeApplicationShutdown {
  /** By connector; whose channel it is may be known only after it was announced, by the connector's heartbeat. */
  readonly #announced = new Map<string, Map<string, AnnouncedChannel>>();
  readonly #following = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  /** Called when a channel is announced. */
  ring: () => void = () => undefined;

  constructor(
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
  ) {}

  /** By name; without what a bus that is away keeps from us. */
  async all(): Promise<AnnouncedChannel[]> {
    if (this.bus.status().connected)
      await Promise.all(this.connectors.all().map((connector) => this.#follow(connector)));
    return [...this.#announced].flatMap((said) => this.#own(...said)).toSorted(byName);
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
      // A connector that never ran may have no bucket: the next call tries again.
      following = this.#watch(connector).catch(() => void this.#following.delete(connector));
      this.#following.set(connector, following);
    }
    return following;
  }

  async #watch(connector: string): Promise<void> {
    const bucket = await this.bus.bucket(stateBucket(connector));
    await bucket.watch(
      announcedKey('*'),
      (_, entry) => this.#take(connector, entry?.value),
      this.#stop.signal,
    );
  }

  #take(connector: string, said: unknown): void {
    const { data } = announcedChannel.safeParse(said);
    if (!data) return;
    const before = this.#announced.get(connector) ?? new Map<string, AnnouncedChannel>();
    this.#announced.set(connector, before.set(data.channel, data));
    this.ring();
  }

  /** Nobody says what the channel of another is called. */
  #own(connector: string, said: ReadonlyMap<string, AnnouncedChannel>): AnnouncedChannel[] {
    return [...said.values()].filter(({ channel }) => this.connectors.of(channel) === connector);
  }
}

const byName = (one: AnnouncedChannel, other: AnnouncedChannel) => (one.channel < other.channel ? -1 : 1);
