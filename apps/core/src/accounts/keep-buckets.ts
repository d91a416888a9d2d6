import type { Logger } from '@filo/service';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { FillAccountsBucket } from './fill-accounts-bucket.js';
import type { SealSmtpOut } from './seal-smtp-out.js';

const everyMs = 30_000;

/** Compares the buckets of connectors with core's table at start and twice a minute: what a cut held back gets there. */
export class KeepBuckets implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(
    private readonly fill: FillAccountsBucket,
    private readonly seal: SealSmtpOut,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const start = () => (this.#running ??= this.compare().finally(() => (this.#running = undefined)));
    this.#timer = setInterval(() => void start(), everyMs).unref();
    void start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  private async compare(): Promise<void> {
    try {
      await this.seal.run();
      await this.fill.runAll();
    } catch (error) {
      this.log.warn({ err: error }, 'accounts buckets not compared');
    }
  }
}
