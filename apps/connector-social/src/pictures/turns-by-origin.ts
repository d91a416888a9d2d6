import { Turns } from '@filo/service';

/** Lets so many requests run at once to each origin, so that one that does not answer keeps none waiting to others. */
export class TurnsByOrigin {
  readonly #origins = new Map<string, { turns: Turns; users: number }>();

  constructor(private readonly perOrigin: number) {}

  async take<Value>(origin: string, work: () => Promise<Value>): Promise<Value> {
    const at = this.#origins.get(origin) ?? { turns: new Turns(this.perOrigin), users: 0 };
    this.#origins.set(origin, at);
    at.users++;
    try {
      return await at.turns.take(work);
    } finally {
      if (--at.users === 0) this.#origins.delete(origin);
    }
  }
}
