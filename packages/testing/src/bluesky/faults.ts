/** What is wrong with a request: too many, broken, slow before or after it acts, cut before it acts or before it answers. */
export type Fault = 'rate-limited' | 'broken' | 'slow' | 'slow-after' | 'cut' | 'cut-after' | 'refused';

interface Planned {
  fault: Fault;
  times: number;
}

/** Faults by the request they meet, each for a number of times. */
export class Faults {
  readonly #planned = new Map<string, Planned>();

  /** The next `times` requests of this method go wrong; `*` is any method. */
  plan(method: string, fault: Fault, times = 1): void {
    this.#planned.set(method, { fault, times });
  }

  mend(): void {
    this.#planned.clear();
  }

  take(method: string): Fault | undefined {
    for (const name of [method, '*']) {
      const planned = this.#planned.get(name);
      if (planned === undefined || planned.times === 0) continue;
      planned.times -= 1;
      return planned.fault;
    }
    return undefined;
  }
}
