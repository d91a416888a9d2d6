const addressesMax = 50_000;

interface Allowance {
  left: number;
  at: number;
}

/**
 * A token bucket per address: `perMinute` at once, refilled evenly. It guards this process alone; several replicas allow
 * that many each. The oldest addresses are forgotten first, so that a flood of addresses costs bounded memory.
 */
export class RateLimit {
  readonly #allowances = new Map<string, Allowance>();

  constructor(private readonly perMinute: number) {}

  /** True when this address may still submit; takes one. */
  take(address: string, nowMs: number): boolean {
    if (this.perMinute === 0) return true;
    const left = this.#left(address, nowMs);
    this.#allowances.delete(address);
    this.#allowances.set(address, { left: Math.max(0, left - 1), at: nowMs });
    const oldest = this.#allowances.keys().next().value;
    if (this.#allowances.size > addressesMax && oldest !== undefined) this.#allowances.delete(oldest);
    return left >= 1;
  }

  #left(address: string, nowMs: number): number {
    const known = this.#allowances.get(address);
    if (known === undefined) return this.perMinute;
    return Math.min(this.perMinute, known.left + ((nowMs - known.at) * this.perMinute) / 60_000);
  }
}
