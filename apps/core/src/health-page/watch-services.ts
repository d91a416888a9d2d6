import { Bus } from '@filo/bus';
import { serviceHealth, type ServiceHealth } from '@filo/contracts';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

export interface SeenService extends ServiceHealth {
  lastSeenAt: string;
}

/** Without a word for this long a service counts as failed, and after the second span as gone. */
const silentMs = 15_000;
const forgottenMs = 10 * 60_000;

/** Hears who lives: every service says so every five seconds. */
@Injectable()
export class WatchServices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #seen = new Map<string, { said: ServiceHealth; at: number }>();
  #stop: (() => Promise<void>) | undefined;

  constructor(private readonly bus: Bus) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#stop = await this.bus.listen('alive.>', (payload) => {
      const parsed = serviceHealth.safeParse(payload);
      if (parsed.success)
        this.#seen.set(`${parsed.data.service} ${parsed.data.instance}`, {
          said: parsed.data,
          at: Date.now(),
        });
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#stop?.();
  }

  /** A silent instance is shown as failed, unless another instance of its service took its place. */
  list(now = Date.now()): SeenService[] {
    const alive = new Set<string>();
    for (const [key, { said, at }] of this.#seen) {
      if (now - at > forgottenMs) this.#seen.delete(key);
      else if (now - at <= silentMs) alive.add(said.service);
    }
    return [...this.#seen.values()]
      .filter(({ said, at }) => now - at <= silentMs || !alive.has(said.service))
      .map(({ said, at }) => ({ ...this.judge(said, now - at), lastSeenAt: new Date(at).toISOString() }))
      .toSorted((a, b) => a.service.localeCompare(b.service) || a.startedAt.localeCompare(b.startedAt));
  }

  private judge(said: ServiceHealth, silence: number): ServiceHealth {
    if (silence <= silentMs) return said;
    const reason = `${said.service} has been silent for ${Math.round(silence / 1000)} s. What it had accepted is safe; start it again.`;
    return { ...said, state: 'failed', reasons: [reason] };
  }
}
