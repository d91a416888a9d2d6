import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from './bus.js';
import type { BusOptions } from './connection/bus-options.js';
import { connectBus } from './connection/connect-bus.js';

/** Gives a Nest application the {@link Bus}: connected before anything that injects it starts, drained at shutdown. */
@Module({})
export class BusModule implements OnApplicationShutdown {
  constructor(@Inject(Bus) private readonly bus: Bus) {}

  static forRoot(options: BusOptions): DynamicModule {
    return {
      module: BusModule,
      global: true,
      providers: [{ provide: Bus, useFactory: () => connectBus(options) }],
      exports: [Bus],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.bus.drain();
  }
}
