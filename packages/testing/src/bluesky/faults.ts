/** What is wrong with a request: too many, broken inside, refused, slow after it acts, cut before it acts or before it answers. */
export type Fault = 'rate-limited' | 'broken' | 'refused' | 'slow-after' | 'cut' | 'cut-after';

interface Planned {
  fault: Fault;
  times: number;
  /** Requests that go well before. */
  after: number;
  /** So many go well again before each further fault. */
  between: number;
}

/** Faults by the request they meet, each for a number of times. */
export class Faults {
  readonly #planned = new Map<string, Planned>();

  /** The next `times` requests of this method go wrong, `after` so many that go well, and with so many `between` them. */
  plan(method: string, fault: Fault, { times = 1, after = 0, between = 0 } = {}): void {
    this.#planned.set(method, { fault, times, after, between });
  }

  take(method: string): Fault | undefined {
    const planned = this.#planned.get(method);
    if (planned === undefined || planned.times === 0) return undefined;
    if (planned.after > 0) return void (planned.after -= 1);
    planned.times -= 1;
    planned.after = planned.between;
    return planned.fault;
  }
}
