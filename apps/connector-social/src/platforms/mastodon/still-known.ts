/** So many posts may be missing until it is asked again, */
const missingMax = 20;
/** or so long it may be ago. */
const believedMs = 60_000;

/** Whether an instance that finds posts missing still knows us, asked once for many of them. */
export class StillKnown {
  #missing = 0;
  #until = 0;

  constructor(private readonly ask: () => Promise<boolean>) {}

  /** `missing`: how many posts it says that it does not have. */
  async at(missing: number): Promise<boolean> {
    this.#missing -= missing;
    if (this.#missing >= 0 && Date.now() < this.#until) return true;
    const isKnown = await this.ask();
    [this.#missing, this.#until] = isKnown ? [missingMax - missing, Date.now() + believedMs] : [0, 0];
    return isKnown;
  }
}
