import type { Logger } from './logger.js';

type Step = () => Promise<void> | void;

/**
 * Two phases: every `stop` (take nothing new), then every `close` in reverse order (finish, flush, let go). A step that
 * throws is logged and does not hold up the others. All of it has one deadline; what is not done by then is abandoned,
 * which the bus and the database survive by design.
 */
export class Shutdown {
  readonly #stops: Step[] = [];
  readonly #closes: Step[] = [];
  #running: Promise<boolean> | undefined;

  constructor(
    private readonly log: Logger,
    private readonly deadlineMs: number,
  ) {}

  onStop(step: Step): void {
    this.#stops.push(step);
  }

  onClose(step: Step): void {
    this.#closes.unshift(step);
  }

  /** Resolves true when everything ended in time. The same promise however often it is called. */
  run(): Promise<boolean> {
    this.#running ??= this.#race();
    return this.#running;
  }

  async #race(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), this.deadlineMs);
    });
    const inTime = await Promise.race([this.#phases().then(() => true as const), late]);
    clearTimeout(timer);
    if (!inTime) this.log.error({ deadlineMs: this.deadlineMs }, 'shutdown took too long and was cut');
    return inTime;
  }

  async #phases(): Promise<void> {
    await Promise.all(this.#stops.map((step) => this.#tolerant(step)));
    for (const step of this.#closes) await this.#tolerant(step);
  }

  async #tolerant(step: Step): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.log.error({ err: error }, 'a shutdown step failed');
    }
  }
}
