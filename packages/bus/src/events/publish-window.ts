/** Lets at most `size` works run at once; the others queue in the order they came. */
export class PublishWindow {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly size = 128) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.underWay >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.underWay += 1;
    try {
      return await work();
    } finally {
      // The place goes straight to the next in the queue, so that nobody overtakes it.
      const next = this.waiting.shift();
      if (next === undefined) this.underWay -= 1;
      else next();
    }
  }
}
