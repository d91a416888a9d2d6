/** What is wrong with a request: too many, refused, slow after it acts, cut before it acts or before it answers. */
export type Fault = 'rate-limited' | 'refused' | 'slow-after' | 'cut' | 'cut-after';

interface Planned {
  fault: Fault;
  times: number;
  /** Requests that go well before. */
  after: number;
}

/** Faults by the request they meet, each for a number of times. */
export class Faults {
  readonly #planned = new Map<string, Planned>();

  /** The next `times` requests of this method go wrong, `after` so many that go well. */
  plan(method: string, fault: Fault, { times = 1, after = 0 } = {}): void {
    this.#planned.set(method, { fault, times, after });
  }

  take(method: string): Fault | undefined {
    const planned = this.#planned.get(method);
    if (planned === undefined || planned.times === 0) return undefined;
    if (planned.after > 0) return void (planned.after -= 1);
    planned.times -= 1;
    return planned.fault;
  }
}
