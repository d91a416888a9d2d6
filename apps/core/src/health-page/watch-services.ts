import { Bus } from '@filo/bus';
import { serviceHealth, type ServiceHealth } from '@filo/contracts';
import type { HealthView } from '@filo/contracts/http';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { judgeServices, type Heard } from './judge-services.js';

/** Hears who lives: every service says so every five seconds. */
@Injectable()
export class WatchServices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #heard = new Map<string, Heard>();
  readonly #since = Date.now();
  #stop: (() => Promise<void>) | undefined;

  constructor(private readonly bus: Bus) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#stop = await this.bus.listen('alive.>', (payload) => {
      const { data: said } = serviceHealth.safeParse(payload);
      if (said) this.#take(said);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#stop?.();
  }

  list(expected: readonly string[], now = Date.now()): NonNullable<HealthView['services']> {
    return judgeServices([...this.#heard.values()], expected, { since: this.#since, now });
  }

  /** Of a service's instances that went away one after the other only the last is kept. */
  #take(said: ServiceHealth, at = Date.now()): void {
    for (const [instance, { said: former, at: lastAt }] of this.#heard)
      if (former.service === said.service && at - lastAt > forgottenMs) this.#heard.delete(instance);
    this.#heard.set(`${said.service} ${said.instance}`, { said, at });
  }
}

/** An instance that was silent for this long while another of its service spoke does not come back. */
const forgottenMs = 10 * 60_000;
