/** Lets so many pieces of work run at once; the others wait in the order in which they came. */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  #within = 0;

  constructor(private readonly atOnce: number) {}

  async pass<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#within >= this.atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#within += 1;
    try {
      return await work();
    } finally {
      // Whoever comes next takes the place over.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#within -= 1;
    }
  }
}
