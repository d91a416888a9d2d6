const spanMs = 1000;

/**
 * How much was taken in lately: each message counts in full when it comes and fades with a time constant of a second, so that
 * a steady stream of n a second comes to about n.
 */
export class Pace {
  #count = 0;
  #at = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  add(messages: number): void {
    this.#count = this.perSecond + messages;
    this.#at = this.now();
  }

  get perSecond(): number {
    return this.#count * Math.exp((this.#at - this.now()) / spanMs);
  }
}
