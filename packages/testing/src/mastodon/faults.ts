/**
 * What is wrong with a request: too many, refused, nothing there, broken inside, answered by whatever stands before the instance, which may
 * know no such route, slow after it acts, cut before it acts or before it answers.
 */
export type Fault =
  | 'rate-limited'
  | 'refused'
  | 'not-found'
  | 'broken'
  | 'gateway'
  | 'route-404'
  | 'slow-after'
  | 'cut'
  | 'cut-after';

/** Faults by the request they meet, such as `POST /api/v1/statuses`, each for a number of times. */
export class Faults {
  readonly #planned = new Map<string, { fault: Fault; times: number; after: number }>();

  /** The next `times` requests of this kind go wrong, or those that come after so many that do not. */
  plan(request: string, fault: Fault, many: number | { times?: number; after?: number } = 1): void {
    const { times = 1, after = 0 } = typeof many === 'number' ? { times: many } : many;
    this.#planned.set(request, { fault, times, after });
  }

  take(request: string): Fault | undefined {
    const planned = this.#planned.get(request);
    if (planned === undefined || planned.times === 0) return undefined;
    if (planned.after > 0) {
      planned.after -= 1;
      return undefined;
    }
    planned.times -= 1;
    return planned.fault;
  }
}
