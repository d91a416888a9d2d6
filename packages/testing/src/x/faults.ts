/**
 * What is wrong with a request: too many, broken, refused, not among what the app may ask for, answered by whatever stands before X, which knows no such
 * route, slow after it acts, cut before it acts or before it answers.
 */
export type XFault =
  | 'rate-limited'
  | 'broken'
  | 'refused'
  | 'not-of-the-plan'
  | 'no-credits'
  | 'route-404'
  | 'slow-after'
  | 'cut'
  | 'cut-after';

/** Faults by the request they meet, such as `POST tweets`, each for a number of times. */
export class XFaults {
  readonly #planned = new Map<string, { fault: XFault; times: number; after: number }>();

  /** The next `times` requests go wrong, `after` so many that go well. */
  plan(request: string, fault: XFault, { times = 1, after = 0 } = {}): void {
    this.#planned.set(request, { fault, times, after });
  }

  take(request: string): XFault | undefined {
    const planned = this.#planned.get(request);
    if (planned === undefined || planned.times === 0) return undefined;
    if (planned.after > 0) return void (planned.after -= 1);
    planned.times -= 1;
    return planned.fault;
  }
}
