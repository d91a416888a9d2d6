import { Bus } from '@filo/bus';
import { serviceHealth } from '@filo/contracts';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ConnectorNames } from './connector-names.js';

/** Learns from the heartbeats of connectors which channels can be spoken; a new one is known within five seconds. */
@Injectable()
export class HearConnectors implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #stop: (() => Promise<void>) | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#stop = await this.bus.listen('alive.>', (payload, subject) => {
      // The bus lets a service speak under its own name alone; what it says of its name proves nothing.
      const [, connector = ''] = subject.split('.');
      this.connectors.heard(connector, serviceHealth.safeParse(payload).data?.channels ?? []);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#stop?.();
  }
}
