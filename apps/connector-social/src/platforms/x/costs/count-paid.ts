import type { CostMeter, Read } from './cost-meter.js';

/** Counts what comes in a storm in few steps: each is a write on the bus, and whoever tells waits for none. */
export class CountPaid {
  readonly #waiting: Read[] = [];
  #counting: Promise<void> | undefined;

  constructor(
    private readonly meter: Pick<CostMeter, 'read'>,
    /** After each step. */
    private readonly counted: () => Promise<void>,
  ) {}

  add(read: Read): void {
    this.#waiting.push(read);
    this.#counting ??= this.#countAll().finally(() => (this.#counting = undefined));
  }

  async #countAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.meter.read(together(this.#waiting.splice(0)));
      await this.counted();
    }
  }
}

const together = (all: readonly Read[]): Read => ({
  post: all.flatMap(({ post }) => post ?? []),
  message: all.flatMap(({ message }) => message ?? []),
});
